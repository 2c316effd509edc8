import { makeEnvironment } from 'testbed'

/**
 * Installs what is measured of Python, as the testbed installs hubs.
 *
 * @returns Its interpreter, or in a sentence why there is none.
 */
export async function installPython(
  progress: (line: string) => void,
): Promise<string | { readonly missing: string }> {
  try {
    const { python } = await makeEnvironment({
      name: 'bench',
      title: "the bench's Python packages",
      hub: '5.5.1',
      packages: ['httpx', 'requests', 'jupyterhub-idle-culler'],
      progress,
    })
    return python
  } catch (error) {
    return { missing: (error as Error).message }
  }
}
