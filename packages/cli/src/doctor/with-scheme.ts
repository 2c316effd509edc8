import { routeTo } from './proxy/route.ts'
import { answerOrError, send, told } from './send.ts'
import type { Answer, OnSent } from './send.ts'

/** How a host is asked whether it speaks TLS. */
export interface Asking {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
  readonly onSent: OnSent
}

const timeoutMs = 5000
const isNoHost = ({ code = '' }: NodeJS.ErrnoException): boolean =>
  /^(ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/.test(code)
/** With a port it is the same one that both schemes would be asked at. */
const isClosed = (address: string, { code }: NodeJS.ErrnoException): boolean =>
  code === 'ECONNREFUSED' && new URL(`ws://${address}`).port !== ''

/**
 * Puts `https://` before an address that has no scheme, or `http://` if only that is spoken there.
 *
 * @returns The address as it is, if it has one, or cannot be that of a host.
 */
export async function withScheme(address: string, asking: Asking): Promise<string> {
  const secure = `https://${address}`
  if (/^https?:|:\/\//i.test(address) || !isOfHost(secure)) return address
  const bySecure = await answerAt(secure, asking)
  if (!(bySecure instanceof Error) || isNoHost(bySecure) || isClosed(address, bySecure)) {
    return secure
  }
  const plain = `http://${address}`
  const byPlain = await answerAt(plain, asking)
  return byPlain instanceof Error || wantsTls(byPlain) ? secure : plain
}

/** What has a password in it is shown nowhere, and is refused later. */
function isOfHost(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { username, password } = new URL(url)
  return username === '' && password === ''
}

/** So a port for TLS answers who does not speak it, or a host who should come by TLS. */
const wantsTls = ({ status, headers }: Answer): boolean =>
  status === 400 || headers.location?.startsWith('https:') === true

async function answerAt(
  url: string,
  { env, signal, onSent }: Asking,
): Promise<Answer | NodeJS.ErrnoException> {
  const { proxy, obstacle } = routeTo(url, env)
  if (obstacle !== undefined) return new Error(obstacle.says)
  const way = { origin: new URL(url).origin, strict: false, proxy, timeoutMs, signal }
  const ask = { path: '/' }
  const came = await answerOrError(told(send(way, ask), ask, onSent))
  signal.throwIfAborted()
  return came
}
