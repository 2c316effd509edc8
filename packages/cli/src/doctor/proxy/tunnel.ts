import { once } from 'node:events'
import { request as overHttp } from 'node:http'
import { request as overTls } from 'node:https'
import { isIP } from 'node:net'
import type { Socket } from 'node:net'
import { connect } from 'node:tls'
import type { ConnectionOptions } from 'node:tls'
import { destroyLate } from '../late.ts'
import { proxyHeaders, ProxyFailure, unreachable } from './forward-proxy.ts'
import type { ForwardProxy } from './forward-proxy.ts'

/** Where a tunnel is to lead, and how long that may take. */
export interface TunnelTarget {
  readonly origin: string
  readonly timeoutMs: number
  readonly signal: AbortSignal
}

/**
 * Has a proxy open a tunnel to a host, and speaks TLS in it if its address says so.
 *
 * @param tls - What is shown to the host, and trusted.
 * @throws {@link ProxyFailure} if there is none; the error of the system if what is at its end fails.
 */
export async function openTunnel(
  proxy: ForwardProxy,
  target: TunnelTarget,
  tls: ConnectionOptions,
): Promise<Socket> {
  const socket = await tunnelTo(proxy, target)
  if (!target.origin.startsWith('https:')) return socket
  const secured = connect({ ...tls, socket, ...peerOf(target.origin) })
  const clear = destroyLate(secured, target.timeoutMs)
  try {
    await once(secured, 'secureConnect', { signal: target.signal })
    return secured
  } catch (error) {
    secured.destroy()
    throw error
  } finally {
    clear()
  }
}

function tunnelTo(
  proxy: ForwardProxy,
  { origin, timeoutMs, signal }: TunnelTarget,
): Promise<Socket> {
  const authority = authorityOf(origin)
  const begin = proxy.place.protocol === 'https:' ? overTls : overHttp
  return new Promise((resolve, reject) => {
    const headers = { host: authority, ...proxyHeaders(proxy) }
    // Node would take it from the header, which names the hub.
    const { servername = '' } = peerOf(proxy.place.origin)
    const options = {
      method: 'CONNECT',
      path: authority,
      headers,
      servername,
      agent: false,
      signal,
    }
    const request = begin(proxy.place, options)
    request.once('close', destroyLate(request, timeoutMs))
    request.once('error', (error) => reject(unreachable(error)))
    request.once('connect', ({ statusCode: status = 0, statusMessage = '' }, socket, head) => {
      if (status >= 200 && status < 300) {
        if (head.length > 0) socket.unshift(head)
        resolve(socket)
        return
      }
      socket.destroy()
      reject(
        new ProxyFailure(`CONNECT ${authority}: ${status} ${statusMessage}`.trim(), { status }),
      )
    })
    request.end()
  })
}

/** With whom TLS is spoken, by name where it has one. */
export function peerOf(origin: string): Pick<ConnectionOptions, 'host' | 'servername'> {
  const host = new URL(origin).hostname.replace(/^\[|\]$/g, '')
  return { host, ...(isIP(host) === 0 && { servername: host }) }
}

/** Host and port, as `CONNECT` names them. */
export function authorityOf(origin: string): string {
  const { protocol, hostname, port } = new URL(origin)
  return `${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`
}
