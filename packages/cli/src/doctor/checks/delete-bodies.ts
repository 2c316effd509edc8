import { randomBytes } from 'node:crypto'
import { fault, ok, skipped } from '../finding.ts'
import type { Verdict } from '../finding.ts'
import type { Answer } from '../send.ts'
import { authorized, jsonOf, nowhere } from '../subject.ts'
import type { Check, Subject } from '../subject.ts'

/** Answers to DELETE of what does not exist. */
export interface DeleteEvidence {
  /** To one that says it has a form, and has none: newer hubs refuse that before they look for anything. */
  readonly without: number
  /** To the same with its form. */
  readonly with: number
  /** To one with broken JSON, of a server of who asks: all hubs refuse that before they look for the server. */
  readonly broken?: Answer | undefined
}

/** Judges whether bodies of DELETE get to the hub: named servers are removed, and people taken out of groups, by them. */
export function judgeDeleteBodies(evidence: DeleteEvidence): Verdict {
  const { without, with: full, broken } = evidence
  if (without === 400) {
    return verdict(full !== 400, `DELETE of nothing: ${without} without its body, ${full} with it`)
  }
  const message = broken && jsonOf(broken)?.['message']
  if (broken === undefined || (broken.status !== 400 && broken.status !== 404)) {
    return skipped('On this hub, that is seen only with a token of a user who may stop servers.')
  }
  const isSeen = typeof message === 'string' && message.includes('Invalid JSON')
  return verdict(isSeen, `DELETE of no server, with a body that is broken: ${broken.status}`)
}

function verdict(getThere: boolean, seen: string): Verdict {
  if (getThere) return ok('Bodies of DELETE get to the hub.', seen)
  return fault(
    'Bodies of DELETE are lost on the way: named servers are stopped and not removed, nobody leaves a group.',
    seen,
    'proxy_pass_request_body on; and no proxy_set_header Content-Length ""; in that location',
  )
}

const form = '--jhub\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n--jhub--\r\n'
const headers = { 'content-type': 'multipart/form-data; boundary=jhub' }

/** Whether bodies of DELETE get to the hub. Nothing is deleted: there is nothing at those paths. */
export const deleteBodies: Check = {
  name: 'delete-bodies',
  async run(subject) {
    const { api, send } = subject
    const ask = { method: 'DELETE', path: nowhere(api), headers }
    const empty = await send(ask)
    const full = await send({ ...ask, ...withBody(form, headers) })
    const broken = empty.status === 400 ? undefined : await deleteWithBrokenBody(subject)
    return judgeDeleteBodies({ without: empty.status, with: full.status, broken })
  },
}

async function deleteWithBrokenBody({ api, send, token }: Subject): Promise<Answer | undefined> {
  if (token === undefined) return undefined
  const who = jsonOf(await send({ path: `${api}/user`, headers: authorized(token) }))
  if (who?.['kind'] !== 'user' || typeof who['name'] !== 'string') return undefined
  // A name that nobody has given a server.
  const name = `jhub-doctor-${randomBytes(6).toString('hex')}`
  const path = `${api}/users/${encodeURIComponent(who['name'])}/servers/${name}`
  return send({ method: 'DELETE', path, ...withBody('{', authorized(token)) })
}

const withBody = (body: string, others: Readonly<Record<string, string>>) => ({
  headers: { ...others, 'content-length': String(body.length) },
  body,
})
