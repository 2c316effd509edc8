import { messageOf } from '../errors/message-of.ts'
import type { Entries, Entry, GroupEntry, RecipientEntry, SharedEntry } from './entries.ts'
import { placeAt } from './place.ts'
import type { Problem } from './roster.ts'
import { treeOf } from './tree.ts'
import type { At, Tree } from './tree.ts'

const ofRoster = ['users', 'groups']
const ofUser = ['name', 'admin', 'groups', 'servers', 'shares']
const ofShared = ['server', 'with']
const ofRecipient = ['user', 'group', 'scopes']
const ofGroup = ['name', 'properties']

/**
 * Reads a roster as YAML: `users` with `name`, `admin`, `groups`, `servers` and `shares`, and `groups` with `name` and
 * `properties`.
 */
export const entriesFromYaml = (text: string): Entries => entriesOf(treeOf(text, true))

/** Reads the same as JSON. */
export function entriesFromJson(text: string): Entries {
  try {
    JSON.parse(text)
  } catch (error) {
    return { entries: [], groups: [], problems: [problemOf(text, messageOf(error))] }
  }
  return entriesOf(treeOf(text, false))
}

function entriesOf(tree: Tree): Entries {
  const { root, problems, members, list } = tree
  const known = problems.length > 0 ? undefined : members(root, 'a roster', ofRoster)
  return {
    entries: list(known && (known['users'] ?? root), 'users').flatMap(
      (node) => entryOf(tree, node) ?? [],
    ),
    groups: list(known?.['groups'], 'groups').flatMap((node) => groupOf(tree, node) ?? []),
    problems,
  }
}

function entryOf(tree: Tree, node: At): Entry | undefined {
  const { members, word, flag, list } = tree
  const user = members(node, 'a user', ofUser)
  if (user === undefined) return undefined
  const groups = list(user['groups'], 'groups').flatMap(
    (one) => word(one, 'the name of a group') ?? [],
  )
  const servers = list(user['servers'], 'servers').flatMap(
    (one) => word(one, 'the name of a server') ?? [],
  )
  const shares = list(user['shares'], 'shares').flatMap((one) => sharedOf(tree, one) ?? [])
  const admin = flag(user['admin'], 'admin')
  const name = word(user['name'] ?? node, 'the name of a user')
  return name && { name, admin, groups, servers, shares }
}

function sharedOf(tree: Tree, node: At): SharedEntry | undefined {
  const { members, word, list, nameless } = tree
  const shared = members(node, 'what is shared', ofShared)
  if (shared === undefined) return undefined
  const server =
    shared['server'] === undefined ? nameless(node) : word(shared['server'], 'the name of a server')
  // Who leaves it out does not say that nobody is meant.
  const recipients = list(shared['with'] ?? node, 'with')
  return server && { server, with: recipients.flatMap((one) => recipientOf(tree, one) ?? []) }
}

function recipientOf({ members, word, list }: Tree, node: At): RecipientEntry | undefined {
  const found = members(node, 'a share', ofRecipient)
  if (found === undefined) return undefined
  const { user: ofUsers, group: ofGroups, scopes } = found
  const group = ofGroups === undefined ? undefined : word(ofGroups, 'the name of a group')
  const isUser = ofUsers !== undefined || ofGroups === undefined
  return {
    user: isUser ? word(ofUsers ?? node, 'the name of a user or of a group') : undefined,
    group,
    scopes:
      scopes === undefined
        ? undefined
        : list(scopes, 'scopes').flatMap((one) => word(one, 'a scope') ?? []),
  }
}

function groupOf({ members, word, object }: Tree, node: At): GroupEntry | undefined {
  const group = members(node, 'a group', ofGroup)
  if (group === undefined) return undefined
  const properties = object(group['properties'], 'properties')
  const name = word(group['name'] ?? node, 'the name of a group')
  return name && { name, properties }
}

/** Where a text ends to be JSON: as the engine says, or else where it ends to be YAML. */
function problemOf(text: string, message: string): Problem {
  const [, position] = /position (\d+)/.exec(message) ?? []
  const at = position === undefined ? text.trimEnd().length : Number(position)
  const isEnd = position === undefined ? / end of /.test(message) : text.slice(at).trim() === ''
  const [first] = position === undefined && !isEnd ? treeOf(text, false).problems : []
  const says = isEnd
    ? 'the file ends here, in the middle of it: is a quote, a bracket or the rest missing?'
    : 'this cannot stand here in JSON: is a comma, a quote or a bracket missing, or one too many?'
  return { ...(first ?? placeAt(text, at)), says }
}
