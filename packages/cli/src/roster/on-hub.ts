import { NotFoundError } from 'jupyterhub-client'
import type { ConflictError, JupyterHub } from 'jupyterhub-client'
import { normalised } from './roster.ts'

/** Somebody who was created a moment ago under a name with capitals, may have it in lower case. */
export async function nameOnHub(
  hub: JupyterHub,
  name: string,
  signal: AbortSignal,
): Promise<string> {
  if (name === normalised(name)) return name
  try {
    return (await hub.users.get(name, { signal })).name
  } catch (error) {
    if (NotFoundError.isInstance(error)) return normalised(name)
    throw error
  }
}

/** Passes over the error that says that it is so already. */
export async function unless(
  kind: typeof ConflictError | typeof NotFoundError,
  done: Promise<unknown>,
): Promise<void> {
  await done.catch((error: unknown) => {
    if (!kind.isInstance(error)) throw error
  })
}
