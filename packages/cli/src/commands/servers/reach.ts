import { HubConnectionError } from 'jupyterhub-client'
import type { Middleware } from 'jupyterhub-client'
import { messageOf } from '../../errors/message-of.ts'

/** A change of whether the hub answers. */
export type Reach =
  | { readonly what: 'hub_silent'; readonly error: string }
  | { readonly what: 'hub_back' }

/** A restart that takes no longer is not worth a word. */
const patienceMs = 3000

/** What a proxy answers in place of a hub that is down. */
const proxyStatuses = new Set([502, 503, 504])

/**
 * Watches requests for whether the hub answers: it is silent once nothing but failures has come for some seconds.
 *
 * @param now - Milliseconds since 1970.
 */
export function watchReach(now: () => number, tell: (change: Reach) => void): Middleware {
  let silentSince: number | undefined
  let isTold = false
  const failed = (error: string): void => {
    silentSince ??= now()
    if (isTold || now() - silentSince < patienceMs) return
    isTold = true
    tell({ what: 'hub_silent', error })
  }
  const answered = (): void => {
    silentSince = undefined
    if (isTold) tell({ what: 'hub_back' })
    isTold = false
  }
  return async (request, next) => {
    try {
      const response = await next(request)
      if (proxyStatuses.has(response.status)) failed(`its proxy answers ${response.status}`)
      else answered()
      return response
    } catch (error) {
      if (HubConnectionError.isInstance(error)) failed(messageOf(error))
      throw error
    }
  }
}
