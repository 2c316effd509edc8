import { checkShares } from './check-shares.ts'
import type { Entries } from './entries.ts'
import { placeOf, problemsOfName } from './names.ts'
import { normalised } from './roster.ts'
import type { Group, Person, Placed, Problem, Roster } from './roster.ts'

const yes = new Set(['true', 'yes', '1'])
const no = new Set(['false', 'no', '0'])

/** Makes a roster of what a file holds, and says all that is wrong with it. */
export function checkEntries({ entries, groups, problems: before }: Entries): {
  readonly roster: Roster
  readonly problems: readonly Problem[]
} {
  const problems = [...before]
  const lines = new Map<string, number>()
  const people = entries.map((entry): Person => {
    const { name, admin, groups: memberOf, servers = [] } = entry
    const { shares, problems: ofShares } = checkShares(name.text, entry.shares ?? [])
    problems.push(
      ...ofShares,
      ...problemsOfName(name, 'user'),
      ...memberOf.flatMap((one) => problemsOfName(one, 'group')),
      // No name is that of the default server.
      ...servers.flatMap((one) => (one.text === '' ? [] : problemsOfName(one, 'server'))),
    )
    const known = normalised(name.text)
    const twice = lines.get(known)
    if (twice !== undefined && name.text !== '') {
      problems.push({ ...placeOf(name), says: `"${name.text}" stands in line ${twice} already` })
    }
    lines.set(known, name.line)
    if (admin !== undefined && admin.text !== '' && adminOf(admin) === undefined) {
      problems.push({ ...placeOf(admin), says: `"${admin.text}" is neither yes nor no` })
    }
    return {
      name: name.text,
      // An empty cell says nothing.
      admin: admin && adminOf(admin),
      groups: [...new Set(memberOf.map(({ text }) => text))],
      servers: [...new Set(servers.map(({ text }) => text))],
      shares,
    }
  })
  const own = new Map<string, Group>()
  for (const { name, properties } of groups) {
    problems.push(...problemsOfName(name, 'group'))
    if (own.has(name.text)) {
      problems.push({ ...placeOf(name), says: `the group "${name.text}" is there twice` })
    }
    own.set(name.text, { name: name.text, properties })
  }
  for (const name of people.flatMap((one) => one.groups)) {
    if (!own.has(name)) own.set(name, { name })
  }
  return { roster: { people, groups: [...own.values()] }, problems }
}

function adminOf({ text }: Placed): boolean | undefined {
  const word = text.toLowerCase()
  if (yes.has(word)) return true
  return no.has(word) ? false : undefined
}
