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
  return { proxy: { place, variable, ...(username && authorizationOf(username, password)) } }
}

function authorizationOf(username: string, password: string): Pick<ForwardProxy, 'authorization'> {
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` }
}

const ofSocket = warning(
  'The hub is at a unix socket. Nothing was looked at: only what is on the network can be.',
  'the address begins with http+unix://',
  'Give the address of the hub by http:// or https://',
)

const ofKind = (variable: string, kind: string): Verdict =>
  fault(
    `${variable} names no proxy that jhub can go through.`,
    `it begins with ${kind}`,
    `${variable}=http://proxy.example.org:3128, or no proxy for this host, by NO_PROXY`,
  )
