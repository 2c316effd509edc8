import { fileURLToPath } from 'node:url'
import { findPython, makeEnvironment } from 'testbed'

const constraints = fileURLToPath(new URL('../constraints.txt', import.meta.url))

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
      what: "the bench's Python packages",
      // Any that runs the hub of the bench.
      python: await findPython('5.5.1'),
      constraints,
      packages: ['httpx', 'requests', 'jupyterhub-idle-culler'],
      progress,
    })
    return python
  } catch (error) {
    return { missing: (error as Error).message }
  }
}
