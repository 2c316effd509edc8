// Deletes the users who match, while it walks the list that they vanish from. Without --yes it only says whom it would
// delete. Admins stay. Ctrl-C stops cleanly.
//
//   JUPYTERHUB_API_URL=… JUPYTERHUB_API_TOKEN=… npx tsx examples/delete-where/main.ts --name '^guest-' --idle 90 [--yes]
import { parseArgs } from 'node:util'
import { HubError, HubResponseError, JupyterHub, NotFoundError } from 'jupyterhub-client'
import type { User } from 'jupyterhub-client'

const { values } = parseArgs({
  options: {
    name: { type: 'string' },
    idle: { type: 'string' },
    yes: { type: 'boolean', default: false },
  },
})
const { yes } = values
// As of a variable of the shell that is not set: as a pattern it matches everyone, and as a number it is 0.
const empty = (['name', 'idle'] as const).find((option) => values[option]?.trim() === '')
if (empty !== undefined) {
  console.error(`--${empty} is empty, which would match everyone: give it a value or leave it out.`)
  process.exit(2)
}
const name = patternOf(values.name ?? '')
const idleDays = Number(values.idle ?? 0)
if (!name || (values.name === undefined && values.idle === undefined) || !(idleDays >= 0)) {
  console.error('Say who: --name REGEXP, --idle DAYS, or both; --yes to delete them.')
  process.exit(2)
}

const hub = connect()
const interrupted = new AbortController()
process.once('SIGINT', () => interrupted.abort(new Error('interrupted')))
const { signal } = interrupted
const count = { matched: 0, deleted: 0, failed: 0 }

try {
  for await (const user of hub.users.list({ signal })) {
    if (!matches(user)) continue
    count.matched += 1
    console.log(`${user.name}: ${await remove(user)}`)
  }
} catch (error) {
  // Also a list that cannot vouch that nobody was passed over.
  if (!HubError.isInstance(error) && !signal.aborted) throw error
  count.failed += 1
  console.error(await wordsOf(error as Error))
}
console.log(`${count.matched} match, ${count.deleted} deleted, ${count.failed} failures`)
process.exitCode = count.failed === 0 ? 0 : 1

/** `undefined` for what is no regular expression. */
function patternOf(text: string): RegExp | undefined {
  try {
    return new RegExp(text)
  } catch {
    return undefined
  }
}

function connect(): JupyterHub {
  try {
    return JupyterHub.fromEnv()
  } catch (error) {
    console.error((error as Error).message)
    process.exit(2)
  }
}

/** Why the hub refused, or what else it was. */
async function wordsOf(error: Error): Promise<string> {
  if (!HubResponseError.isInstance(error)) return error.message
  try {
    return (await hub.explain(error)).text
  } catch {
    return error.message
  }
}

function matches(user: User): boolean {
  if (!name?.test(user.name)) return false
  if (values.idle === undefined) return true
  // Who never came is as idle as the account is old; who does not say is not idle.
  const since = Date.parse(user.last_activity ?? user.created ?? '')
  return Date.now() - since >= idleDays * 24 * 60 * 60 * 1000
}

async function remove(user: User): Promise<string> {
  if (user.admin !== false) return user.admin ? 'an admin, stays' : 'stays, as it may be an admin'
  if (!yes) return 'would be deleted'
  try {
    await hub.users.delete(user.name, { stopServers: true, signal })
    count.deleted += 1
    return 'deleted'
  } catch (error) {
    if (NotFoundError.isInstance(error)) return 'already gone'
    if (!HubError.isInstance(error)) throw error
    count.failed += 1
    return error.message
  }
}
