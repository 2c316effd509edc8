import { ok, skipped, warning } from '../finding.ts'
import type { Verdict } from '../finding.ts'
import type { Check } from '../subject.ts'

/** Judges whether paths get to the hub as they are sent, by how it answers to nobody about a user with a slash in the name. */
export function judgeNames(status: number): Verdict {
  const seen = `GET /hub/api/users/a%2Fb, without a token: ${status}`
  if (status === 403) return ok('Names get to the hub as they are.', seen)
  if (status !== 404 && status !== 400) return skipped(`The answer says nothing of that (${seen}).`)
  return warning(
    'Names with a slash do not get to the hub: the proxy decodes paths, or refuses them.',
    seen,
    'proxy_pass without a path, not even a slash: proxy_pass http://127.0.0.1:8000;',
  )
}

/** Whether percent-encoded names get through. */
export const names: Check = {
  name: 'names',
  run: async ({ api, send }) => judgeNames((await send({ path: `${api}/users/a%2Fb` })).status),
}
