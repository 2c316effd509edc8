import { fault, ok, skipped } from '../finding.ts'
import type { Verdict } from '../finding.ts'
import type { Answer } from '../send.ts'
import type { Check } from '../subject.ts'

/** Judges whether browsers let an app of another origin use the hub, by what it answers to their question before. */
export function judgeCors(origin: string, { status, headers }: Answer): Verdict {
  const allowed = headers['access-control-allow-origin']
  const allowedHeaders = headers['access-control-allow-headers'] ?? ''
  const seen = `OPTIONS /hub/api/user: ${status}, access-control-allow-origin: ${allowed ?? 'none'}, access-control-allow-headers: ${allowedHeaders || 'none'}`
  const isAllowed = status >= 200 && status < 300 && (allowed === '*' || allowed === origin)
  // Of all headers, this one is not meant by *.
  const names = allowedHeaders.split(',').map((name) => name.trim().toLowerCase())
  if (isAllowed && names.includes('authorization')) {
    return ok(`Apps of ${origin} may use the hub.`, seen)
  }
  const remedy = `c.JupyterHub.tornado_settings = {'headers': {'Access-Control-Allow-Origin': '${origin}', 'Access-Control-Allow-Headers': 'accept, content-type, authorization'}}`
  return fault(`Browsers let no app of ${origin} use the hub.`, seen, remedy)
}

/** Whether a browser app of another origin can use the hub with a token. */
export const cors: Check = {
  name: 'cors',
  async run({ api, send, appOrigin: origin }) {
    if (origin === undefined)
      return skipped('Name the origin of a browser app: --origin https://app.example.org')
    const headers = {
      origin,
      'access-control-request-method': 'GET',
      'access-control-request-headers': 'authorization',
    }
    return judgeCors(origin, await send({ method: 'OPTIONS', path: `${api}/user`, headers }))
  },
}
