import type { Explanation, RefusalCause, Remedy } from '../models/explanation.ts'
import { isMasked } from '../transport/masked.ts'
import { canDo, isOneOf } from './can-do.ts'
import { describeScope, quote } from './describe.ts'
import { resourceOf } from './operation-target.ts'
import { staleOwner } from './refusal.ts'
import type { Evidence } from './refusal.ts'
import { decidesIn } from './scope-table.ts'
import { widest } from './scopes.ts'
import { isAtLeast } from './version.ts'

/** All of an explanation but its words. */
export type Facts = Omit<Explanation, 'text'>

/** Whether other scopes would do away with a refusal. */
export function isRemediedByScopes(cause: RefusalCause): boolean {
  return ['missing_scope', 'filter', 'hidden_target', 'service_filter'].includes(cause)
}

/** All of an explanation in plain words. */
export function textOf(facts: Facts, evidence: Evidence, hubUrl: string): string {
  const { error } = evidence
  return [
    `${error.status} for ${error.method} ${error.path}: ${headlines[facts.cause]}`,
    ...whoLines(facts),
    ...(isRemediedByScopes(facts.cause) ? scopeLines(facts) : []),
    ...(advice[facts.cause]?.(evidence, hubUrl) ?? []),
    ...remedyLines(facts, evidence, hubUrl),
  ].join('\n')
}

const headlines: Readonly<Record<RefusalCause, string>> = {
  no_token: 'the request had no token.',
  unknown_token: 'the hub does not know this token.',
  stale_login: 'the hub wants a login to be renewed.',
  no_login: 'nobody is logged in.',
  wrong_login: 'the login that went along was refused.',
  xsrf: 'the hub did not take the cookie, as any page could have sent it.',
  missing_scope: 'the scope that it needs is missing.',
  filter: 'the scope that it needs is there, but for something else.',
  hidden_target:
    'the scope that it needs is there, but for a group, and nobody of that name is in it.',
  no_such_target: 'what it names does not exist.',
  admin_only: 'only an admin may do this.',
  service_filter: 'a service that makes a token needs the scope without a filter.',
  other: 'why cannot be told from what the hub says.',
}

function whoLines({ identity }: Facts): string[] {
  if (identity === undefined) return []
  const { kind, name, admin } = identity
  return [`The hub takes you for the ${kind} ${quote(name)}${admin ? ', an admin' : ''}.`]
}

function scopeLines({ needs, holds, missing }: Facts): string[] {
  const all = needs.length > 1 ? `one of ${needs.join(', ')}` : needs.join()
  return [
    `It needs ${all}. You hold ${holds.length === 0 ? 'nothing of that' : widest(holds).join(', ')}.`,
    ...missing.map((scope) => `With ${scope} you could ${describeScope(scope)}.`),
  ]
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
  stale_login({ words }, hubUrl) {
    const owner = staleOwner(words)
    return owner === undefined
      ? [`The owner of the token has to log in at ${hubUrl}login: it is good again then.`]
      : [`The user ${quote(owner)} has to log in at ${hubUrl}login before the server can start.`]
  },
  no_login: (_, hubUrl) => [`Log in at ${hubUrl}login.`],
  wrong_login: () => ['The name or the password is wrong, or there is no such user.'],
  xsrf: ({ version = '' }, hubUrl) =>
    isAtLeast(version, '4.0')
      ? [
          'Send the value of the cookie "_xsrf" in the header "X-XSRFToken". It changes when somebody logs in: read it anew.',
          "In a page of the hub, the option credentials: 'include' does so.",
        ]
      : [`Send a "Referer" below ${hubUrl}, as a page of the hub does. Or nobody is logged in.`],
  filter: ({ error: { operation }, target }) =>
    operation !== undefined && resourceOf(operation, target).kind === 'hub'
      ? ['What is done here has no name yet: since hub 5.5.1 the scope must not be narrowed.']
      : ['The hub says the same of what does not exist.'],
  hidden_target: () => [
    'The hub says the same of users who do not exist, and of those who are not in the group.',
  ],
  admin_only: ({ identity }) => [
    'The hub looks at the flag "admin" of whoever asks, not at scopes.',
    ...(identity?.kind === 'service'
      ? ['Add "admin": True where c.JupyterHub.services defines the service.']
      : []),
  ],
  other: ({ error, words }) => [
    ...(words === '' ? [] : [`The hub says: ${words}`]),
    ...(isMasked(error) || words.startsWith('Action is not authorized')
      ? ['It would let this token through: ask the hub object that made the call, with its token.']
      : []),
  ],
}

function remedyLines({ remedy, cause }: Facts, evidence: Evidence, hubUrl: string): string[] {
  if (remedy === undefined) return []
  const { config, token } = remedy
  return [
    ...(config === undefined
      ? ['The user may do it, only this token may not.']
      : [
          'To allow it, below the other roles in jupyterhub_config.py, and restart the hub:',
          '',
          config,
        ]),
    ...(token === undefined ? [] : tokenLines(token, config !== undefined, evidence, hubUrl)),
    ...(cause !== 'admin_only' && isGuarded(evidence)
      ? ['', 'If the user that it changes is an admin, only an admin may.']
      : []),
  ]
}

/** How to get another token, with which only somebody who may make tokens can help oneself. */
function tokenLines(
  { user, scopes }: NonNullable<Remedy['token']>,
  afterRole: boolean,
  { identity, version }: Evidence,
  hubUrl: string,
): string[] {
  const may =
    identity !== undefined &&
    canDo(identity, 'POST /users/{user}/tokens', { user }, { version }) === 'yes'
  const why = afterRole
    ? 'A token that is limited, as that of a notebook server is, has to be made anew as well'
    : 'Make another'
  const gap = afterRole ? [''] : []
  return may
    ? [
        ...gap,
        `${why}:`,
        '',
        `await hub.tokens.create(${quote(user)}, { scopes: ${JSON.stringify(scopes)} })`,
      ]
    : [...gap, `${why}, at ${hubUrl}token, with ${scopes.join(', ')}.`]
}

/** Whether the hub looks at whether a user is an admin. */
function isGuarded({ error, identity, version = '' }: Evidence): boolean {
  return (
    error.operation === 'PATCH /users/{user}' &&
    identity?.admin !== true &&
    isOneOf(version, decidesIn.adminGuard)
  )
}
