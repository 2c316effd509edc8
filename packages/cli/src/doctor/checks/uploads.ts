import { fault, ok } from '../finding.ts'
import type { Verdict } from '../finding.ts'
import { ProxyFailure } from '../proxy/forward-proxy.ts'
import type { Answer } from '../send.ts'
import { send } from '../send.ts'
import { nowhere } from '../subject.ts'
import type { Check } from '../subject.ts'

const bytes = 16 * 1024 * 1024
const patienceMs = 1500

/** Judges whether large bodies are let through, by whether the mere announcement of one is refused. */
export function judgeUploads(refused: Answer | undefined): Verdict {
  const seen = 'POST with content-length: 16 MiB'
  if (refused === undefined || refused.status !== 413) {
    return ok('Uploads of 16 MiB are let through.', `${seen}: ${refused?.status ?? 'awaited'}`)
  }
  return fault(
    'The proxy refuses uploads of 16 MiB: people cannot save large notebooks.',
    `${seen}: 413, server: ${String(refused.headers['server'] ?? 'unnamed')}`,
    'client_max_body_size 64m;',
  )
}

/** Whether people can save what they work on. The upload is announced, and never sent. */
export const uploads: Check = {
  name: 'uploads',
  async run({ api, way }) {
    const ask = { method: 'POST', path: nowhere(api), headers: { 'content-length': String(bytes) } }
    try {
      return judgeUploads(await send({ ...way, answerMs: patienceMs }, { ...ask, body: '' }))
    } catch (error) {
      way.signal.throwIfAborted()
      // Where nothing was announced, nothing was awaited.
      if (error instanceof ProxyFailure) throw error
      return judgeUploads(undefined)
    }
  },
}
