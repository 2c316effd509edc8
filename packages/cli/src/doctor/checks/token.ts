import { fault, ok, skipped, warning } from '../finding.ts'
import type { Verdict } from '../finding.ts'
import type { Answer } from '../send.ts'
import { authorized, jsonOf } from '../subject.ts'
import type { Check } from '../subject.ts'

/** Judges what a token is worth, by what the hub says of whose it is. */
export function judgeToken(answer: Answer): Verdict {
  const seen = `GET /hub/api/user: ${answer.status}`
  const { kind, name, admin, scopes } = jsonOf(answer) ?? {}
  if (answer.status === 401 || answer.status === 403) {
    return fault(
      'The hub does not know the token.',
      seen,
      'If the Authorization header gets there, the token is revoked or has expired: jhub login',
    )
  }
  if (answer.status !== 200 || typeof name !== 'string') {
    return skipped(`Cannot be told from what is answered (${seen}).`)
  }
  const who = `It is the token of the ${String(kind)} ${name}${admin === true ? ', an admin' : ''}`
  if (!Array.isArray(scopes)) return ok(`${who}.`, seen)
  if (scopes.every((scope) => String(scope).startsWith('read:users:name'))) {
    return warning(`${who}, and it may do nothing.`, seen, 'Make one with scopes: jhub login')
  }
  return ok(`${who}, with ${scopes.length} scopes (jhub whoami shows them).`, seen)
}

/** Whether the token is known, and what it may do. */
export const token: Check = {
  name: 'token',
  async run({ api, send, token: secret, whyNoToken }) {
    if (secret === undefined) return skipped(whyNoToken)
    return judgeToken(await send({ path: `${api}/user`, headers: authorized(secret) }))
  },
}
