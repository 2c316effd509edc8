import { JupyterHub } from 'jupyterhub-client'
import { createHub } from 'jupyterhub-emulator'
import type { EmulatedHub } from 'jupyterhub-emulator'

/** A hub in this process, and a client that reaches it without a port. */
interface InProcess {
  readonly emulated: EmulatedHub
  readonly hub: JupyterHub
}

/** Makes a hub for the story, whose servers take a second to start. */
export function emulate(): InProcess {
  const token = 'the-token-of-root'
  const emulated = createHub({
    services: [{ name: 'root', api_token: token, admin: true }],
    spawner: () => [
      { progress: 30, message: 'Pulling image' },
      { wait: 600 },
      { progress: 80, message: 'Starting container' },
      { wait: 400 },
    ],
  })
  return { emulated, hub: new JupyterHub({ url: emulated.url, token, fetch: emulated.fetch }) }
}
