import { fault, ok, skipped } from '../finding.ts'
import type { Verdict } from '../finding.ts'
import { nowhere } from '../subject.ts'
import type { Check } from '../subject.ts'

/** Statuses of DELETE of something that does not exist, which says that it has a form. */
export interface DeleteEvidence {
  /** With no form: the web server of the hub refuses that before it looks for anything. */
  readonly without: number
  readonly with: number
}

/** Judges whether bodies of DELETE get to the hub: named servers are removed, and people taken out of groups, by them. */
export function judgeDeleteBodies(evidence: DeleteEvidence): Verdict {
  const seen = `DELETE of nothing: ${evidence.without} without its body, ${evidence.with} with it`
  if (evidence.without !== 400) return skipped(`This hub takes no notice of bodies here (${seen}).`)
  if (evidence.with !== 400) return ok('Bodies of DELETE get to the hub.', seen)
  return fault(
    'Bodies of DELETE are lost on the way: named servers are stopped and not removed, nobody leaves a group.',
    seen,
    'proxy_pass_request_body on; and no proxy_set_header Content-Length ""; in that location',
  )
}

const form = '--jhub\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n--jhub--\r\n'
const headers = { 'content-type': 'multipart/form-data; boundary=jhub' }

/** Whether bodies of DELETE get to the hub. Nothing is deleted: there is nothing at that path. */
export const deleteBodies: Check = {
  name: 'delete-bodies',
  async run({ api, send }) {
    const ask = { method: 'DELETE', path: nowhere(api) }
    const length = String(form.length)
    const empty = await send({ ...ask, headers })
    const full = await send({
      ...ask,
      headers: { ...headers, 'content-length': length },
      body: form,
    })
    return judgeDeleteBodies({ without: empty.status, with: full.status })
  },
}
