import type { RecipientEntry, SharedEntry } from './entries.ts'
import { placeOf, problemsOfName } from './names.ts'
import { normalised } from './roster.ts'
import type { Place, Placed, Problem, Recipient, SharedServer } from './roster.ts'
import { defaultScopes, withoutFilter } from './scopes.ts'

/** Makes of what a file says of somebody's servers with whom they are shared, and says all that is wrong with it. */
export function checkShares(
  owner: string,
  entries: readonly SharedEntry[],
): { readonly shares: readonly SharedServer[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = []
  const once = (known: Set<string>, key: string, at: Place, what: string): void => {
    if (known.has(key)) problems.push({ ...placeOf(at), says: `${what} is there twice` })
    known.add(key)
  }
  const servers = new Set<string>()
  const shares = entries.map(({ server, with: recipients }): SharedServer => {
    // No name is that of the default server.
    if (server.text !== '') problems.push(...problemsOfName(server, 'server'))
    const called = server.text === '' ? 'the default server' : `the server "${server.text}"`
    once(servers, server.text, server, called)
    const known = new Set<string>()
    return {
      server: server.text,
      at: placeOf(server),
      with: recipients.flatMap((one): Recipient[] => {
        problems.push(...problemsOfRecipient(one))
        const name = one.group ?? one.user
        if (name === undefined) return []
        const kind = one.group === undefined ? 'user' : 'group'
        const key = `${kind} ${kind === 'user' ? normalised(name.text) : name.text}`
        once(known, key, name, `the ${kind} "${name.text}"`)
        const only = `${owner}/${server.text}`
        problems.push(...(one.scopes ?? []).flatMap((scope) => problemsOfScope(scope, only)))
        const scopes = one.scopes?.map(({ text }) => withoutFilter(text)) ?? defaultScopes
        return [{ kind, name: name.text, scopes: [...new Set(scopes)], at: placeOf(name) }]
      }),
    }
  })
  return { shares, problems }
}

function problemsOfRecipient({ user, group, scopes }: RecipientEntry): Problem[] {
  const name = group ?? user
  if (name === undefined) return []
  const at = placeOf(name)
  const isBoth = user !== undefined && group !== undefined
  return [
    ...problemsOfName(name, group === undefined ? 'user' : 'group'),
    ...(isBoth ? [{ ...at, says: 'a share is with a user or with a group, not with both' }] : []),
    ...(scopes?.length === 0 ? [{ ...at, says: 'scopes without any: leave them out' }] : []),
  ]
}

/** The hub narrows scopes to the server that is shared, and takes no others. */
function problemsOfScope(scope: Placed, only: string): Problem[] {
  const { text } = scope
  const base = withoutFilter(text)
  if (base === '') return [{ ...placeOf(scope), says: `"${text}" is no scope` }]
  const filter = text.slice(base.length)
  if (filter === '' || normalised(filter) === normalised(`!server=${only}`)) return []
  const says = `"${text}" is about something else: leave out what stands from the "!"`
  return [{ ...placeOf(scope), says }]
}
