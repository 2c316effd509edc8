import type { OperationId } from 'jupyterhub-client'
import type { WireRequest } from './ask.ts'
import type { Question } from './questions.ts'

/** Refused by whichever handler reads it, after it has looked at the permission. */
const noJson = '{'

/** Bodies for handlers that look at a permission after they have read the body, or would fail over one like that. */
const bodies: Partial<Record<OperationId, (question: Question) => unknown>> = {
  'PATCH /users/{user}': () => ({}),
  'POST /users/{user}/tokens': () => ({ roles: ['no-such-role'] }),
  'POST /shares/{owner}/{server}': ({ target }) => target.shareWith,
  'POST /share-codes/{owner}/{server}': () => ({ expires_in: 60 }),
}

/** Names of what is not there. */
const nothing: Readonly<Record<string, string>> = {
  id: 'a0',
  token: 'none',
  cookie_name: 'none',
  cookie_value: 'none',
}

/** A request for an operation that does as little as can be, so that anyone may send it again and again. */
export function requestTo(question: Question): WireRequest {
  const { id, target } = question
  const [method = '', template = ''] = id.split(' ')
  const names: Readonly<Record<string, unknown>> = { ...nothing, ...target }
  const path = template.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(names[name])),
  )
  // Without an id, all codes are deleted.
  const query = id === 'DELETE /share-codes/{owner}/{server}' ? '?id=sc_0' : ''
  const body = bodies[id]?.(question)
  if (method === 'GET') return { method, path }
  return { method, path: path + query, body: body === undefined ? noJson : JSON.stringify(body) }
}
