import type { Scope } from '../models/scope.ts'
import { readScope, rowOf } from './scopes.ts'
import type { ParsedScope } from './scopes.ts'

/**
 * What a scope allows, in words.
 *
 * @example
 * describeScope('servers!user=ada') // 'see, start, stop and delete the servers of the user "ada"'
 */
export function describeScope(scope: Scope | (string & {})): string {
  const parsed = readScope(scope)
  if (Object.hasOwn(metaScopes, parsed.base)) return metaScopes[parsed.base] ?? ''
  const says = rowOf(parsed.base)?.says
  if (says === undefined) return `what this hub means by "${scope}"`
  const things = /\{(\w+)\}/.exec(says)?.[1]
  const narrowed = nameThings(things, parsed)
  const text = narrowed === undefined ? says : says.replace(/\{\w+\}/, () => narrowed)
  return narrowed === undefined && parsed.filter !== undefined
    ? `${says.replaceAll(/\{(\w+)\}/g, '$1')}, narrowed to ${parsed.filter} ${quote(parsed.value)}`
    : text
}

const metaScopes: Readonly<Record<string, string>> = {
  self: 'all that users may do to themselves',
  inherit: 'all that the owner of the token may do',
  '(no_scope)': 'nothing but say who it belongs to',
}

/** The things that a scope is about, as its filter narrows them; nothing if the filter does not fit them. */
function nameThings(
  things: string | undefined,
  { filter, value }: ParsedScope,
): string | undefined {
  if (filter === undefined) return things === undefined ? undefined : `all ${things}`
  const owner = filter === 'user' ? userOf(value) : `the users in the group ${quote(value)}`
  switch (`${things} by ${filter}`) {
    case 'users by user':
    case 'users by group':
      return owner
    case 'servers by user':
    case 'servers by group':
      return `the servers of ${owner}`
    case 'servers by server':
      return serverOf(value)
    case 'groups by group':
      return `the group ${quote(value)}`
    case 'services by service':
      return value === undefined ? 'the service that holds it' : `the service ${quote(value)}`
    default:
      return undefined
  }
}

function userOf(name: string | undefined): string {
  return name === undefined ? 'its owner' : `the user ${quote(name)}`
}

function serverOf(name: string | undefined): string {
  if (name === undefined) return 'the server that holds it'
  const slash = name.indexOf('/')
  const server = name.slice(slash + 1)
  const which = server === '' ? 'the default server' : `the server ${quote(server)}`
  return `${which} of ${userOf(name.slice(0, slash))}`
}

/** A name in quotes, as JSON, JavaScript and Python have it, without what terminals obey. */
export function quote(name: string = 'its own'): string {
  return JSON.stringify(name).replaceAll(
    /[\x7f-\x9f]/g,
    (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`,
  )
}
