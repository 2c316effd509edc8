import { installIdleCuller, makeEnvironment } from 'testbed'

/** The interpreter of what was installed, or in a sentence why there is none. */
type Python = string | { readonly missing: string }

/** Installs the Python clients, as the testbed installs hubs. */
export function installClients(progress: (line: string) => void): Promise<Python> {
  return pythonOf(async () => {
    const { python } = await makeEnvironment({
      name: 'bench',
      title: 'httpx and requests',
      hub: '5.5.1',
      packages: ['httpx', 'requests'],
      progress,
    })
    return python
  })
}

/** Installs the culler, in the same way. */
export const installCuller = (): Promise<Python> => pythonOf(installIdleCuller)

const pythonOf = (install: () => Promise<string>): Promise<Python> =>
  install().catch((error: unknown) => ({ missing: (error as Error).message }))
