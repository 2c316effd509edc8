import { parseArgs } from 'node:util'
import { HubError, JupyterHub } from 'jupyterhub-client'
import { TestbedError, realServersVersion, startHub } from 'testbed'
import { emulate } from './emulated.ts'
import { createScreen } from './screen.ts'
import { playStory } from './story.ts'

const help = `Plays a story on a JupyterHub: people, a group, a limited token, a notebook server.

  npm run demo                                     on a hub in this process, which takes two seconds
  npm run demo -- --hub 6.0.1                      on a real hub, which is installed and started for it
  npm run demo -- --url https://hub.example.org    on your hub, with the token in JUPYTERHUB_API_TOKEN
  npm run demo -- --url … --token …                or given here, where other users of this machine can see it

All names are new, and everything is removed at the end. On your own hub the token needs the scopes admin:users,
admin:groups, list:users, servers and tokens.
`

const screen = createScreen()
const interrupted = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    interrupted.abort(new Error(`interrupted by ${signal}`))
    // What stands around this process may pass a terminal's Ctrl-C on, which has reached it already. A later one ends
    // the process at once.
    const ignore = () => {}
    process.on(signal, ignore)
    setTimeout(() => process.off(signal, ignore), 1000).unref()
  })
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      help: { type: 'boolean', short: 'h' },
      hub: { type: 'string' },
      url: { type: 'string' },
      token: { type: 'string' },
    },
  })
  if (values.help) {
    console.log(help)
    return
  }
  if (values.hub !== undefined) return playOnTestbed(values.hub)
  if (values.url === undefined) return playInProcess()
  const token = values.token ?? process.env['JUPYTERHUB_API_TOKEN'] ?? ''
  await playStory(new JupyterHub({ url: values.url, token }), screen, interrupted.signal)
}

async function playInProcess(): Promise<void> {
  const { emulated, hub } = emulate()
  screen.heading(`A JupyterHub ${emulated.version} in this process: --hub 6.0.1 takes a real one`)
  await playStory(hub, screen, interrupted.signal)
}

async function playOnTestbed(version: string): Promise<void> {
  // Notebook servers stand ready for one of the versions.
  const realServers = version === realServersVersion
  screen.heading(`A real JupyterHub ${version} on this machine`)
  const testbed = await screen.step(
    'installed and started',
    () =>
      startHub({
        version,
        realServers,
        progress: (line) => screen.detail(`${line} …`),
      }),
    (it) => it.url,
  )
  try {
    interrupted.signal.throwIfAborted()
    const hub = new JupyterHub({ url: testbed.url, token: testbed.adminToken })
    await playStory(hub, screen, interrupted.signal)
  } finally {
    await screen.step('the hub stopped, nothing left', () => testbed.stop())
  }
}

try {
  await main()
} catch (error) {
  const { message, errors = [] } = error as Error & { errors?: Error[] }
  console.error([message, ...errors.map((inner) => inner.message)].join('\n'))
  const ours =
    HubError.isInstance(error) || error instanceof TestbedError || interrupted.signal.aborted
  if (!ours) console.error(error)
  process.exitCode = interrupted.signal.aborted ? 130 : 1
}
