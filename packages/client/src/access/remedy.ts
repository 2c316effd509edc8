import type { Remedy } from '../models/explanation.ts'
import type { Identity } from '../models/identity.ts'
import { quote } from './describe.ts'
import { featureSince } from './features.ts'
import { covers, expandScopes, readScope } from './scopes.ts'
import { isAtLeast } from './version.ts'

/** The role, and the token, with which someone would hold some scopes. */
export function remedyByScopes(
  identity: Identity,
  scopes: readonly string[],
  version: string = '',
): Remedy {
  const { kind, name } = identity
  const limited = kind === 'user' && isAtLeast(version, featureSince.tokenScopes)
  return {
    config: ownerMay(identity, scopes, version) ? undefined : roleFor(identity, scopes),
    token: limited ? { user: name, scopes } : undefined,
  }
}

/** The flag of a user. That of a service stands where the service is defined, which is not told in a line. */
export function remedyByFlag({ kind, name }: Identity): Remedy | undefined {
  if (kind === 'service') return undefined
  return { config: `c.Authenticator.admin_users.add(${quote(name)})`, token: undefined }
}

/** Whether the owner of a token may do what the token may not: all that admins, and people with themselves, may. */
function ownerMay(
  { kind, name, admin }: Identity,
  scopes: readonly string[],
  version: string,
): boolean {
  if (kind !== 'user') return false
  if (admin === true) return true
  const own = expandScopes(['self'], { user: name, version }).map(readScope)
  return scopes.every((scope) => own.some((one) => covers(one, readScope(scope))))
}

function roleFor({ kind, name }: Identity, scopes: readonly string[]): string {
  const list = (items: readonly string[]): string =>
    `[${items.map((item) => quote(item)).join(', ')}]`
  return [
    'c.JupyterHub.load_roles.append({',
    `    "name": ${quote(roleName(kind, name, scopes))},`,
    `    "scopes": ${list(scopes)},`,
    `    "${kind}s": ${list([name])},`,
    '})',
  ].join('\n')
}

/** Two roles of one name keep the hub from starting. Names are lower-case letters, digits and hyphens, 255 at most. */
function roleName(kind: string, owner: string, scopes: readonly string[]): string {
  const bases = scopes.map((scope) => readScope(scope).base)
  const readable = ['allow', owner, ...bases].join('-').toLowerCase()
  const short = readable.replaceAll(/[^a-z0-9]+/g, '-').slice(0, 60)
  return `${short.replace(/-$/, '')}-${hash(JSON.stringify([kind, owner, scopes]))}`
}

/** FNV-1a, 32 bits: enough to tell a few roles apart. */
function hash(text: string): string {
  let value = 0x811c9dc5
  for (const sign of text) value = Math.imul(value ^ (sign.codePointAt(0) ?? 0), 0x01000193)
  return (value >>> 0).toString(36)
}
