import type { RecipientEntry, SharedEntry } from './entries.ts'
import { placeOf, problemsOfName } from './names.ts'
import { normalised } from './roster.ts'
import type { Place, Placed, Problem, Recipient, SharedServer } from './roster.ts'
import { defaultScopes, withoutFilter } from './scopes.ts'

/** What somebody shares, and what is wrong with it. */
interface Checked {
  readonly shares: readonly SharedServer[]
  readonly problems: readonly Problem[]
}

/** Makes of what a file says of somebody's servers with whom they are shared, and says all that is wrong with it. */
export function checkShares(owner: string, entries: readonly SharedEntry[]): Checked {
  const problems: Problem[] = []
  const onceOfAll = namesOnce(problems)
  const shares = entries.map(({ server, with: entriesOfWith }): SharedServer => {
    const name = server.text
    // No name is that of the default server.
    if (name !== '') problems.push(...problemsOfName(server, 'server'))
    onceOfAll(name, server, name === '' ? 'the default server' : `the server "${name}"`)
    const once = namesOnce(problems)
    const recipients = entriesOfWith.flatMap((one): Recipient[] => {
      problems.push(...problemsOfRecipient(one, `${owner}/${name}`))
      const recipient = recipientOf(one)
      if (recipient === undefined) return []
      const { kind, name: whom, at } = recipient
      const known = kind === 'user' ? normalised(whom) : whom
      once(`${kind} ${known}`, at, `the ${kind} "${whom}"`)
      return [recipient]
    })
    return { server: name, at: placeOf(server), with: recipients }
  })
  return { shares, problems }
}

/** Makes a problem of what comes twice. */
function namesOnce(problems: Problem[]): (key: string, at: Place, what: string) => void {
  const known = new Set<string>()
  return (key, at, what) => {
    if (known.has(key)) problems.push({ ...placeOf(at), says: `${what} is there twice` })
    known.add(key)
  }
}

function recipientOf({ user, group, scopes }: RecipientEntry): Recipient | undefined {
  const name = group ?? user
  if (name === undefined) return undefined
  const wanted = scopes?.map(({ text }) => withoutFilter(text)) ?? defaultScopes
  const kind = group === undefined ? 'user' : 'group'
  return { kind, name: name.text, scopes: [...new Set(wanted)], at: placeOf(name) }
}

function problemsOfRecipient({ user, group, scopes }: RecipientEntry, server: string): Problem[] {
  const name = group ?? user
  if (name === undefined) return []
  const at = placeOf(name)
  const isBoth = user !== undefined && group !== undefined
  return [
    ...problemsOfName(name, group === undefined ? 'user' : 'group'),
    ...(isBoth ? [{ ...at, says: 'a share is with a user or with a group, not with both' }] : []),
    ...(scopes?.length === 0 ? [{ ...at, says: 'scopes without any: leave them out' }] : []),
    ...(scopes ?? []).flatMap((scope) => problemsOfScope(scope, server)),
  ]
}

/** The hub narrows scopes to the server that is shared, and takes no others. */
function problemsOfScope(scope: Placed, server: string): Problem[] {
  const { text } = scope
  const base = withoutFilter(text)
  if (base === '') return [{ ...placeOf(scope), says: `"${text}" is no scope` }]
  const filter = text.slice(base.length)
  if (filter === '' || normalised(filter) === normalised(`!server=${server}`)) return []
  const says = `"${text}" is about something else: leave out what stands from the "!"`
  return [{ ...placeOf(scope), says }]
}
