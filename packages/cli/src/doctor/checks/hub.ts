import { fault, ok, warning } from '../finding.ts'
import type { Verdict } from '../finding.ts'
import type { Answer } from '../send.ts'
import { jsonOf } from '../subject.ts'

/** The version that an answer of a hub's API names; nothing if it is no hub's. */
export function versionIn(answer: Answer): string | undefined {
  const version = answer.status === 200 ? jsonOf(answer)?.['version'] : undefined
  return typeof version === 'string' ? version : undefined
}

/** Where the hub is that made a page, by the page's own links; nothing if no hub has made it. */
const baseInPage = ({ body }: Answer): string | undefined =>
  /(?:href|src)="(\/(?:[^"/]+\/)*)hub\/(?:static|login|home|logo)/.exec(body)?.[1]

/** A hub sends what is not below its own path to the same path below that; nothing if this is no such redirect. */
function baseInRedirect({ pathname }: URL, location = ''): string | undefined {
  const [, real, rest] = /^(\/(?:[^/]+\/)*?)hub(\/.*)$/.exec(location) ?? []
  return rest?.startsWith(pathname) ? real : undefined
}

/** Judges whether it is a hub that answers below an address. */
export function judgeHub(url: URL, base: string, answer: Answer): Verdict {
  const { status, headers } = answer
  const seen = `GET ${url.pathname}: ${status}`
  const version = versionIn(answer)
  if (version !== undefined) return judgeVersion(version, seen)
  if (status >= 300 && status < 400) {
    const real = baseInRedirect(url, headers.location)
    return real === undefined
      ? judgeRedirect(url, headers.location ?? '', seen)
      : judgeElsewhere(base, real, seen)
  }
  if (headers['www-authenticate'] !== undefined || status === 401 || status === 407) {
    return fault(
      'Something before the hub asks for a password of its own.',
      `${seen}, www-authenticate: ${headers['www-authenticate'] ?? 'none'}`,
      'Let the API through without one: location /hub/api/ { auth_basic off; … }',
    )
  }
  if (status >= 502 && status <= 504) {
    return fault(
      'A proxy answers, and there is no hub behind it.',
      `${seen}, server: ${String(headers['server'] ?? 'unnamed')}`,
      'Start the hub; or have proxy_pass name the port on which the proxy of the hub listens.',
    )
  }
  if (status === 429 || status >= 500) {
    return fault(
      status === 429
        ? 'What answers refuses to, for it is asked too often.'
        : `What answers has failed: ${status}.`,
      `${seen}${headers['retry-after'] === undefined ? '' : `, retry-after: ${headers['retry-after']}`}`,
      status === 429
        ? 'Try again later; or have the limit of the proxy leave /hub/api/ out.'
        : 'The logs of the hub and of the proxy say why.',
    )
  }
  const elsewhere = baseInPage(answer)
  return elsewhere === undefined ? judgeOther(seen, answer) : judgeElsewhere(base, elsewhere, seen)
}

function judgeVersion(version: string, seen: string): Verdict {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const isKnown = major > 1 || (major === 1 && minor >= 5)
  return isKnown
    ? ok(`It is JupyterHub ${version}.`, seen)
    : warning(
        `JupyterHub ${version} is older than what jhub knows.`,
        seen,
        'Upgrade to 5.0 or newer.',
      )
}

function judgeRedirect(url: URL, location: string, seen: string): Verdict {
  const evidence = `${seen}, location: ${location || 'none'}`
  const target = URL.canParse(location, url.href) ? new URL(location, url.href) : url
  if (target.host !== url.host && target.hostname !== url.hostname) {
    return fault(
      'The hub is at another host.',
      evidence,
      `Give the address that it redirects to: ${target.origin}`,
    )
  }
  if (target.protocol !== url.protocol) {
    return fault(
      `The hub is to be asked by ${target.protocol.replace(':', '')}.`,
      evidence,
      `Give the address ${target.origin}: a token is sent to no other.`,
    )
  }
  return fault(
    'The API is redirected, which it never does by itself.',
    evidence,
    'Let /hub/api/ through to the hub, without a login or a rewrite of the proxy.',
  )
}

function judgeElsewhere(base: string, real: string, seen: string): Verdict {
  const evidence = `${seen}, from a hub that is below ${real}`
  return base === real
    ? fault(
        `The prefix ${base} is lost on the way to the hub.`,
        evidence,
        'Have proxy_pass end with the port, without a slash: proxy_pass http://127.0.0.1:8000;',
      )
    : fault(
        `The hub is below ${real}, not below ${base}.`,
        evidence,
        `Give the address with ${real}.`,
      )
}

function judgeOther(seen: string, { status, headers }: Answer): Verdict {
  const type = headers['content-type'] ?? 'no content-type'
  return fault(
    status === 404 ? 'There is no hub at this address.' : 'What answers is no hub.',
    `${seen}, ${type}`,
    'Is the address that of the hub? With a prefix, base_url of the hub and location of the proxy have to be the same.',
  )
}
