// Starts the servers of a group, as many at a time as the hub takes, and says what became of each. Ctrl-C stops cleanly.
//
//   JUPYTERHUB_API_URL=… JUPYTERHUB_API_TOKEN=… npx tsx examples/start-class/main.ts GROUP
import { HubError, HubResponseError, JupyterHub } from 'jupyterhub-client'
import type { ServerOutcome } from 'jupyterhub-client'

const [group] = process.argv.slice(2)
if (group === undefined) {
  console.error('Name a group: the servers of its members are started.')
  process.exit(2)
}

const interrupted = new AbortController()
process.once('SIGINT', () => interrupted.abort(new Error('interrupted')))

try {
  await startAll(group)
} catch (error) {
  if (!HubError.isInstance(error)) throw error
  console.error(error.message)
  process.exitCode = 1
}

async function startAll(name: string): Promise<void> {
  const hub = JupyterHub.fromEnv()
  const { users = [] } = await hub.groups.get(name).catch((error) => explained(hub, error))
  const outcomes = hub.servers.ensureRunningAll(users, {
    concurrency: 20,
    signal: interrupted.signal,
  })
  let failures = 0
  for await (const outcome of outcomes) {
    if (outcome.outcome !== 'done') failures += 1
    console.log(`${outcome.user}: ${tell(outcome)}`)
  }
  console.log(`${users.length - failures} of ${users.length} servers are ready`)
  process.exitCode = failures === 0 ? 0 : 1
}

/** Says why the hub refused, or at least that it did. */
async function explained(hub: JupyterHub, error: unknown): Promise<never> {
  if (!HubResponseError.isInstance(error)) throw error
  const { text } = await hub.explain(error).catch(() => ({ text: error.message }))
  throw new HubError(text, { cause: error })
}

function tell(outcome: ServerOutcome): string {
  switch (outcome.outcome) {
    case 'done':
      return `ready after ${((outcome.timeline.at(-1)?.ms ?? 0) / 1000).toFixed(1)} s`
    case 'failed':
      return outcome.error instanceof Error ? outcome.error.message : String(outcome.error)
    case 'not_started':
      return 'not started'
  }
}
