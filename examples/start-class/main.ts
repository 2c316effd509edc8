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

const hub = JupyterHub.fromEnv()
const interrupted = new AbortController()
process.once('SIGINT', () => interrupted.abort(new Error('interrupted')))

const { users = [] } = await hub.groups.get(group).catch(giveUp)
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

/** Says why the hub refused. */
async function giveUp(error: unknown): Promise<never> {
  if (!HubError.isInstance(error)) throw error
  const refused = HubResponseError.isInstance(error)
  console.error(refused ? (await hub.explain(error)).text : error.message)
  process.exit(1)
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
