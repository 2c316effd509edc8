import { fault, ok, skipped } from '../finding.ts'
import type { Verdict } from '../finding.ts'
import { authorized } from '../subject.ts'
import type { Check } from '../subject.ts'
import { filling, isOwnProxy, statusOfTooMuch } from '../too-much.ts'

/** Statuses of the hub's answers. */
export interface AuthorizationEvidence {
  /** To the token, if there is one. */
  readonly withToken: number | undefined
  /** To more headers than the hub's proxy takes. */
  readonly tooMuch: number
  /** To the same amount, a third of it in the Authorization header. */
  readonly tooMuchIfPassed: number
}

/** Judges whether the Authorization header gets to the hub. */
export function judgeAuthorization(evidence: AuthorizationEvidence): Verdict {
  const { withToken, tooMuch, tooMuchIfPassed } = evidence
  if (withToken === 200)
    return ok('The Authorization header gets to the hub.', 'GET /hub/api/user: 200')
  const seen = `headers of 17 kB: ${tooMuch}; with a third of them in Authorization: ${tooMuchIfPassed}`
  if (!isOwnProxy(tooMuch))
    return skipped(`Cannot be told without a token that is valid (${seen}).`)
  if (isOwnProxy(tooMuchIfPassed)) return ok('The Authorization header gets to the hub.', seen)
  return fault(
    'The Authorization header is lost on the way: no token works.',
    seen,
    'proxy_set_header Authorization $http_authorization;',
  )
}

/** Whether the Authorization header gets to the hub. */
export const authorization: Check = {
  name: 'authorization',
  async run(subject) {
    const { api, send, token } = subject
    const headers = token === undefined ? undefined : authorized(token)
    return judgeAuthorization({
      withToken: headers && (await send({ path: `${api}/user`, headers })).status,
      tooMuch: await statusOfTooMuch(subject),
      tooMuchIfPassed: await statusOfTooMuch(subject, authorized(filling)),
    })
  },
}
