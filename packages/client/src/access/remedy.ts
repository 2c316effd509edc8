import type { Remedy } from '../models/explanation.ts'
import type { Identity } from '../models/identity.ts'
import { featureSince } from './features.ts'
import { isAtLeast } from './version.ts'

/** The role, and the token, with which someone would hold some scopes. */
export function remedyByScopes(
  { kind, name }: Pick<Identity, 'kind' | 'name'>,
  scopes: readonly string[],
  version: string = '',
): Remedy {
  const role = { name: roleName(name, scopes), scopes, [`${kind}s`]: [name] }
  const limited = kind === 'user' && isAtLeast(version, featureSince.tokenScopes)
  return {
    config: `c.JupyterHub.load_roles.append(${python(role)})`,
    token: limited ? { user: name, scopes } : undefined,
  }
}

/** What makes someone an admin. */
export function remedyByFlag({ kind, name }: Pick<Identity, 'kind' | 'name'>): Remedy {
  const quoted = JSON.stringify(name)
  const config =
    kind === 'user'
      ? `c.Authenticator.admin_users.add(${quoted})`
      : `next(s for s in c.JupyterHub.services if s["name"] == ${quoted})["admin"] = True`
  return { config, token: undefined }
}

/** Names of roles are lower-case letters, digits, hyphens and a few signs more, and start with a letter. */
function roleName(owner: string, scopes: readonly string[]): string {
  const bases = scopes.map((scope) => scope.replace(/!.*$/s, ''))
  const name = ['allow', owner, ...bases].join('-').toLowerCase()
  return name.replaceAll(/[^a-z0-9]+/g, '-').replace(/-$/, '')
}

/** A dictionary of strings and lists of strings, each key on a line. JSON's strings are Python's, too. */
function python(values: Readonly<Record<string, string | readonly string[]>>): string {
  const lines = Object.entries(values).map(([key, value]) => {
    const text =
      typeof value === 'string'
        ? JSON.stringify(value)
        : `[${value.map((item) => JSON.stringify(item)).join(', ')}]`
    return `    "${key}": ${text},\n`
  })
  return `{\n${lines.join('')}}`
}
