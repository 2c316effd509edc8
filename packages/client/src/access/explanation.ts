import type { Explanation, RefusalCause, Remedy } from '../models/explanation.ts'
import { describeScope } from './describe.ts'
import { decidesSince } from './scope-table.ts'
import { scopesOf } from './operation-target.ts'
import { causeOf, held, neededToo } from './refusal.ts'
import type { Evidence } from './refusal.ts'
import { remedyByFlag, remedyByScopes } from './remedy.ts'
import { scopesFor } from './scopes-for.ts'
import { expandScopes, parseScope, printScope } from './scopes.ts'
import { isAtLeast } from './version.ts'

/** Why the hub refused, what is missing, and what helps. */
export function explanationOf(evidence: Evidence, apiUrl: string): Explanation {
  const { error, identity, target } = evidence
  const cause = causeOf(evidence)
  const facts: Omit<Explanation, 'text'> = {
    cause,
    identity: identity && {
      kind: identity.kind,
      name: identity.name,
      admin: identity.admin === true,
    },
    operation: error.operation,
    target: target as Readonly<Record<string, string>>,
    needs: needsOf(evidence),
    holds: held(evidence, identity),
    missing: missingFor(cause, evidence),
    remedy: remedyFor(cause, evidence),
  }
  return { ...facts, text: textOf(facts, evidence, apiUrl) }
}

function needsOf({ error, version, words }: Evidence): string[] {
  const too = neededToo(words)
  if (too !== undefined) return [too]
  return error.operation === undefined ? [] : scopesOf(error.operation, version)
}

function missingFor(cause: RefusalCause, evidence: Evidence): string[] {
  const { error, identity, target, version, words } = evidence
  if (cause === 'service_filter') return ['tokens']
  if (!byScopes.has(cause) || error.operation === undefined) return []
  const too = neededToo(words)
  if (too !== undefined) return [too]
  const scopes = scopesFor([error.operation], target, { version })
  if (isAtLeast(version ?? '', decidesSince.anyScope)) return scopes
  // Older hubs look no further than the first scope that is held.
  const [first] = held(evidence, identity)
    .map((scope) => parseScope(scope).base)
    .toSorted((a, b) => needsOf(evidence).indexOf(a) - needsOf(evidence).indexOf(b))
  return scopes.map((scope) => printScope({ ...parseScope(scope), ...(first && { base: first }) }))
}

/** Causes that other scopes would do away with. */
const byScopes: ReadonlySet<RefusalCause> = new Set([
  'missing_scope',
  'filter',
  'hidden_target',
  'service_filter',
])

function remedyFor(cause: RefusalCause, evidence: Evidence): Remedy | undefined {
  const { identity, version } = evidence
  if (identity === undefined) return undefined
  if (cause === 'admin_only') return remedyByFlag(identity)
  const missing = missingFor(cause, evidence)
  return missing.length === 0 ? undefined : remedyByScopes(identity, missing, version)
}

function textOf(facts: Omit<Explanation, 'text'>, evidence: Evidence, apiUrl: string): string {
  const { error } = evidence
  const lines = [
    `${error.status} for ${error.method} ${error.path}: ${headlines[facts.cause]}`,
    ...whoLines(facts),
    ...(byScopes.has(facts.cause) ? scopeLines(facts) : []),
    ...(advice[facts.cause]?.(evidence, apiUrl.replace(/api$/, '')) ?? []),
    ...remedyLines(facts),
  ]
  return lines.join('\n')
}

const headlines: Readonly<Record<RefusalCause, string>> = {
  no_token: 'the request had no token.',
  unknown_token: 'the hub does not know this token.',
  stale_login: 'the hub knows the token, but the login of its owner has to be renewed.',
  xsrf: 'the hub did not take the cookie, as any page could have sent it.',
  missing_scope: 'the scope that it needs is missing.',
  filter: 'the scope that it needs is there, but for something else.',
  hidden_target:
    'the scope that it needs is there, but for a group, and nobody of that name is in it.',
  no_such_target: 'what it names does not exist. It would be allowed.',
  admin_only: 'only an admin may do this.',
  service_filter: 'a service that makes a token needs the scope without a filter.',
  other: 'neither the token nor its scopes are the reason.',
}

function whoLines({ identity }: Omit<Explanation, 'text'>): string[] {
  if (identity === undefined) return []
  const { kind, name, admin } = identity
  return [`The hub takes you for the ${kind} ${JSON.stringify(name)}${admin ? ', an admin' : ''}.`]
}

function scopeLines({ needs, holds, missing }: Omit<Explanation, 'text'>): string[] {
  const all = needs.length > 1 ? `one of ${needs.join(', ')}` : needs.join()
  return [
    `It needs ${all}. You hold ${holds.length === 0 ? 'nothing of that' : widest(holds).join(', ')}.`,
    ...missing.map((scope) => `With ${scope} you could ${describeScope(scope)}.`),
  ]
}

/** Scopes without those that others hold within them. */
function widest(scopes: readonly string[]): string[] {
  return scopes.filter(
    (scope) => !scopes.some((other) => other !== scope && expandScopes([other]).includes(scope)),
  )
}

/** What to do, where it is not a matter of scopes; and what else the refusal may mean. */
const advice: Partial<Record<RefusalCause, (evidence: Evidence, hubUrl: string) => string[]>> = {
  no_token: (_, hubUrl) => [`Make a token at ${hubUrl}token, and give it to the client.`],
  unknown_token: ({ tokenIsKnown }, hubUrl) => [
    'It is misspelt, was revoked, has expired, or is one of another hub.',
    `Make a new one at ${hubUrl}token.`,
    ...(tokenIsKnown === undefined
      ? [`It may also be good, and its owner have to log in anew, at ${hubUrl}login.`]
      : []),
  ],
  stale_login: (_, hubUrl) => [`Log in at ${hubUrl}login: the token is good again then.`],
  xsrf: ({ version = '' }, hubUrl) =>
    isAtLeast(version, '4.0')
      ? [
          'Send the value of the cookie "_xsrf" in the header "X-XSRFToken". It changes when somebody logs in: read it anew.',
          "In a page of the hub, the option credentials: 'include' does so.",
        ]
      : [`Send a "Referer" below ${hubUrl}, as a page of the hub does.`],
  filter: ({ error }) =>
    error.status === 404
      ? ['The hub says the same of what does not exist.']
      : ['What is done here has no name yet: since hub 5.5.1 the scope must not be narrowed.'],
  hidden_target: () => [
    'The hub says the same of users who do not exist, and of those who are not in the group.',
  ],
  admin_only: () => ['The hub looks at the flag "admin" of whoever asks, not at scopes.'],
  other: ({ words }) => (words === '' ? ['The hub gives no reason.'] : [`The hub says: ${words}`]),
}

function remedyLines({ identity, remedy }: Omit<Explanation, 'text'>): string[] {
  if (remedy === undefined) return []
  const { config, token } = remedy
  const role = ['To allow it, in jupyterhub_config.py:', '', config]
  if (token === undefined) return role
  const other = [
    '',
    `await hub.tokens.create(${JSON.stringify(token.user)}, { scopes: ${JSON.stringify(token.scopes)} })`,
  ]
  return identity?.admin === true
    ? ['An admin may do it, only this token may not. Make another:', ...other]
    : [...role, '', 'If the user may do it, and only this token may not, make another:', ...other]
}
