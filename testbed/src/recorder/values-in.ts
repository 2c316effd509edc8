import type { WireAnswer } from './exchange.ts'

/** Fields whose texts differ from one hub to the next, and are needed for later requests, or are secret. */
const fields: ReadonlySet<string> = new Set([
  'id',
  'token',
  'code',
  'access_token',
  'refresh_token',
  'session_id',
  'token_id',
])

/** Values of an answer that no other hub gives, by where they stand in it: `{ 'body.token': '…' }`. */
export function valuesIn({ headers, text }: WireAnswer): Record<string, string> {
  const location = headers.get('location') ?? ''
  return {
    ...cookiesIn(headers),
    ...matched('etag', headers.get('etag') ?? '', /^"(.*)"$/),
    ...matched('location.code', location, /[?&]code=([^&]+)/),
    ...matched('body.xsrf', text, /name="_xsrf"\s+value="([^"]+)"/),
    ...(headers.get('content-type')?.startsWith('application/json') ? fieldsIn(parse(text)) : {}),
  }
}

/** Too short to be taken for a secret: an empty cookie ends one, and `0` is that of services. */
const shortestCookie = 8

function cookiesIn(headers: Headers): Record<string, string> {
  const pairs = headers.getSetCookie().map((line): [string, string] => {
    const [pair = ''] = line.split(';', 1)
    const equals = pair.indexOf('=')
    return [`cookie.${pair.slice(0, equals)}`, pair.slice(equals + 1).replaceAll('"', '')]
  })
  return Object.fromEntries(pairs.filter(([, value]) => value.length >= shortestCookie))
}

function matched(name: string, text: string, pattern: RegExp): Record<string, string> {
  const value = pattern.exec(text)?.[1]
  return value === undefined ? {} : { [name]: value }
}

function fieldsIn(value: unknown, path = 'body'): Record<string, string> {
  const found: Record<string, string> = {}
  for (const [key, inner] of Object.entries(Object(value) as Record<string, unknown>)) {
    const at = `${path}.${key}`
    if (typeof inner === 'object') Object.assign(found, fieldsIn(inner, at))
    else if (typeof inner === 'string' && fields.has(key) && inner !== '') found[at] = inner
  }
  return found
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
