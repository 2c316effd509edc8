import { fault, ok, warning } from '../finding.ts'
import type { Verdict } from '../finding.ts'
import type { Check } from '../subject.ts'

const slowMs = 1000
const tooSlowMs = 5000

/** Judges how fast answers are that cost the hub nothing. */
export function judgeSpeed(times: readonly number[]): Verdict {
  const sorted = times.toSorted((a, b) => a - b)
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0
  const seen = `GET /hub/api/: ${times.join(', ')} ms`
  if (median < slowMs) return ok(`The hub answers within ${median} ms.`, seen)
  const remedy =
    "Look at the hub's processor, and at how far away it is; its log names slow requests."
  return (median < tooSlowMs ? warning : fault)(
    `The hub takes ${median} ms to answer.`,
    seen,
    remedy,
  )
}

/** Whether the hub answers fast. */
export const speed: Check = {
  name: 'speed',
  async run({ api, send }) {
    const times: number[] = []
    while (times.length < 3) times.push((await send({ path: `${api}/` })).ms)
    return judgeSpeed(times)
  },
}
