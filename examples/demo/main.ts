import { parseArgs } from 'node:util'
import { HubError, HubResponseError, JupyterHub } from 'jupyterhub-client'
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

/** What was typed makes no sense. */
class UsageError extends Error {}

const screen = createScreen()
/** What to say of errors in place of their message. */
const reasons = new Map<unknown, string>()
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
  checkNpm()
  const values = readArgs()
  if (values.help) {
    console.log(help)
    return
  }
  if (values.hub !== undefined) return playOnTestbed(values.hub)
  if (values.url === undefined) return playInProcess()
  const token = values.token ?? process.env['JUPYTERHUB_API_TOKEN'] ?? ''
  await playOn(new JupyterHub({ url: values.url, token }))
}

function readArgs() {
  try {
    return parseArgs({
      options: {
        help: { type: 'boolean', short: 'h' },
        hub: { type: 'string' },
        url: { type: 'string' },
        token: { type: 'string' },
      },
    }).values
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${help}`)
  }
}

/** npm keeps options that come without `--` before them to itself, and tells of them in the environment alone. */
function checkNpm(): void {
  const kept = ['hub', 'url', 'token'].find((name) => process.env[`npm_config_${name}`])
  if (kept === undefined) return
  throw new UsageError(
    `npm keeps --${kept} to itself: type "npm run demo -- --${kept} …", with -- before it`,
  )
}

async function playOn(hub: JupyterHub): Promise<void> {
  try {
    await playStory(hub, screen, interrupted.signal)
  } catch (error) {
    // Of many, the first has led to the others.
    const [first] = allOf(error)
    if (HubResponseError.isInstance(first)) reasons.set(first, await reasonOf(hub, first))
    throw error
  }
}

const allOf = (error: unknown): readonly unknown[] =>
  error instanceof AggregateError ? error.errors : [error]

const isOurs = (error: unknown): boolean =>
  HubError.isInstance(error) || error instanceof TestbedError || error instanceof UsageError

/** Why the hub refused something, where it can still be asked. */
const reasonOf = async (hub: JupyterHub, error: HubResponseError): Promise<string> => {
  const said = await hub.explain(error).catch(() => undefined)
  return said?.text ?? error.message
}

async function playInProcess(): Promise<void> {
  const { emulated, hub } = emulate()
  screen.heading(`A JupyterHub ${emulated.version} in this process: --hub 6.0.1 takes a real one`)
  await playOn(hub)
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
    await playOn(hub)
  } finally {
    await screen.step('the hub stopped, nothing left', () => testbed.stop())
  }
}

try {
  await main()
} catch (error) {
  const all = allOf(error)
  const words = all.map((one) => reasons.get(one) ?? (one as Error).message)
  if (error instanceof AggregateError) words.push(error.message)
  console.error(words.join('\n'))
  if (!interrupted.signal.aborted && !all.every(isOurs)) console.error(error)
  process.exitCode = interrupted.signal.aborted ? 130 : error instanceof UsageError ? 2 : 1
}
