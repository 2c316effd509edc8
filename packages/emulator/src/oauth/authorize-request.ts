import { HttpError } from '../http/errors.ts'
import type { Hub } from '../hub.ts'
import type { User } from '../state/user.ts'
import type { OAuthClient } from './clients.ts'
import { clientNamed } from './clients.ts'
import { scopesAsked } from './scopes.ts'

/** What a client asks a person for. */
export interface AuthorizeRequest {
  readonly client: OAuthClient
  readonly redirectUri: string
  readonly state: string | null
  readonly scopes: readonly string[]
  readonly challenge: string | null
  readonly challengeMethod: string
}

/** A mistake of a client of which it is told itself. */
export class OAuthRefusal extends Error {
  /** Where its browser is sent. */
  readonly location: string

  constructor(redirectUri: string, state: string | null, error: string, description?: string) {
    super(error)
    this.location = withQuery(redirectUri, { error, error_description: description, state })
  }
}

/**
 * Reads the query with which a client sends a browser.
 *
 * @param consented - Scopes of the form in which the person said yes, if that is what was sent.
 * @throws {@link HttpError} 400 for what the client may not be told of, {@link OAuthRefusal} for all else.
 */
export function readAuthorizeRequest(
  hub: Hub,
  query: URLSearchParams,
  user: User,
  consented: readonly string[] = [],
): AuthorizeRequest {
  const client = checkClient(hub, query)
  const redirectUri = redirectUriOf(client, query)
  const state = query.get('state')
  const refuse = (error: string, description?: string): never => {
    throw new OAuthRefusal(redirectUri, state, error, description)
  }
  const type = query.get('response_type')
  if (type === null) refuse('invalid_request', 'Missing response_type parameter.')
  else if (!type.includes('code') && type !== 'none') refuse('unsupported_response_type')
  const challengeMethod = query.get('code_challenge_method') ?? 'plain'
  const challenge = query.get('code_challenge')
  if (challenge !== null && !['plain', 'S256'].includes(challengeMethod)) {
    refuse('invalid_request', 'Transform algorithm not supported.')
  }
  const asked = consented.length > 0 ? consented : listOf(query.get('scope'))
  const scopes = scopesAsked(hub, client, user, asked) ?? refuse('invalid_scope')
  return { client, redirectUri, state, scopes, challenge, challengeMethod }
}

/**
 * Finds the client, whoever is sent.
 *
 * @throws {@link HttpError} 400.
 */
export function checkClient(hub: Hub, query: URLSearchParams): OAuthClient {
  checkDuplicates(query)
  return clientOf(hub, query)
}

function checkDuplicates(query: URLSearchParams): void {
  for (const name of ['client_id', 'response_type', 'redirect_uri', 'scope', 'state']) {
    if (query.getAll(name).length > 1) throw new HttpError(400, `Duplicate ${name} parameter.`)
  }
}

function clientOf(hub: Hub, query: URLSearchParams): OAuthClient {
  const id = query.get('client_id')
  if (!id) throw new HttpError(400, 'Missing client_id parameter.')
  const client = clientNamed(hub, id)
  if (client === undefined) throw new HttpError(400, 'Invalid client_id parameter value.')
  return client
}

function redirectUriOf(client: OAuthClient, query: URLSearchParams): string {
  const given = query.get('redirect_uri')
  if (given === null) return client.redirectUri
  if (!given.startsWith('/') && !URL.canParse(given)) {
    throw new HttpError(400, 'Invalid redirect URI.')
  }
  if (given !== client.redirectUri) throw new HttpError(400, 'Mismatching redirect URI.')
  return given
}

const listOf = (text: string | null): string[] => (text ?? '').split(' ').filter(Boolean)

/** Adds to the query of an address, leaving out what there is not. */
export function withQuery(
  url: string,
  values: Readonly<Record<string, string | null | undefined>>,
): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) if (value) query.set(name, value)
  return `${url}${url.includes('?') ? '&' : '?'}${query}`
}
