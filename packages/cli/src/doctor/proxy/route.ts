import { proxyOfEnvironment } from 'jupyterhub-client/node'
import { fault, warning } from '../finding.ts'
import type { Verdict } from '../finding.ts'
import type { ForwardProxy } from './forward-proxy.ts'

/** How a hub is reached: directly, if neither is there. */
export interface Route {
  readonly proxy?: ForwardProxy | undefined
  /** Why nothing can be looked at. */
  readonly obstacle?: Verdict | undefined
}

/** Finds out how jhub reaches a hub: by the proxy that the environment names, if one is for it. */
export function routeTo(url: string, env: Readonly<Record<string, string | undefined>>): Route {
  if (url.startsWith('http+unix:')) return { obstacle: ofSocket }
  const named = proxyOfEnvironment(url, env)
  if (named === undefined) return {}
  const { proxy, variable } = named
  const place = URL.canParse(proxy) ? new URL(proxy) : undefined
  if (place === undefined || !/^https?:$/.test(place.protocol)) {
    return { obstacle: ofKind(variable, place?.protocol ?? 'no URL') }
  }
  const { username, password } = place
  place.username = ''
  place.password = ''
  if (username === '') return { proxy: { place, variable } }
  const authorization = authorizationOf(username, password)
  if (authorization === undefined) return { obstacle: ofEncoding(variable, place) }
  return { proxy: { place, variable, authorization } }
}

/** Nothing where they are not encoded as in an address. */
function authorizationOf(username: string, password: string): string | undefined {
  try {
    const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
    return `Basic ${Buffer.from(pair).toString('base64')}`
  } catch {
    return undefined
  }
}

const ofSocket = warning(
  'The hub is at a unix socket. Nothing was looked at: only what is on the network can be.',
  'the address begins with http+unix://',
  'Give the address of the hub by http:// or https://',
)

const ofEncoding = (variable: string, { protocol, host }: URL): Verdict =>
  fault(
    `The name or the password in ${variable} cannot be read.`,
    'a % in it does not begin a percent-encoded character',
    `${variable}=${protocol}//NAME:PASSWORD@${host}, with special characters percent-encoded: %25 for %`,
  )

const ofKind = (variable: string, kind: string): Verdict =>
  fault(
    `${variable} names no proxy that jhub can go through.`,
    `it begins with ${kind}`,
    `${variable}=http://proxy.example.org:3128, or no proxy for this host, by NO_PROXY`,
  )
