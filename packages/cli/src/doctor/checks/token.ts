import { fault, ok, skipped, warning } from '../finding.ts'
import type { Verdict } from '../finding.ts'
import type { Answer } from '../send.ts'
import { authorized, jsonOf } from '../subject.ts'
import type { Check } from '../subject.ts'

/**
 * Judges what a token is worth, by what the hub says of whose it is.
 *
 * @param login - Name of the login that the token is of, if that is to be told.
 */
export function judgeToken(answer: Answer, login?: string): Verdict {
  const seen = `GET /hub/api/user: ${answer.status}`
  const { kind, name, admin, scopes } = jsonOf(answer) ?? {}
  if (answer.status === 401 || answer.status === 403) {
    return fault(
      `The hub does not know the token${login === undefined ? '' : ` of the login ${login}`}.`,
      seen,
      'If the Authorization header gets there, the token is revoked or has expired: jhub login',
    )
  }
  if (answer.status !== 200 || typeof name !== 'string') {
    return skipped(`Cannot be told from what is answered (${seen}).`)
  }
  const which = login === undefined ? 'It is the token' : `The token of the login ${login} is that`
  const who = `${which} of the ${String(kind)} ${name}${admin === true ? ', an admin' : ''}`
  if (!Array.isArray(scopes)) return ok(`${who}.`, seen)
  if (scopes.every((scope) => String(scope).startsWith('read:users:name'))) {
    return warning(`${who}, and it may do nothing.`, seen, 'Make one with scopes: jhub login')
  }
  const whoami = login === undefined ? 'jhub whoami' : `jhub whoami --hub ${login}`
  return ok(`${who}, with ${scopes.length} scopes (${whoami} shows them).`, seen)
}

/** Whether the token is known, and what it may do. */
export const token: Check = {
  name: 'token',
  async run({ api, send, token: secret, login, whyNoToken }) {
    if (secret === undefined) return skipped(whyNoToken)
    return judgeToken(await send({ path: `${api}/user`, headers: authorized(secret) }), login)
  },
}
