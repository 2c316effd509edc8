import { fault, ok, skipped, warning } from '../finding.ts'
import type { Verdict } from '../finding.ts'
import type { Answer } from '../send.ts'
import type { Check } from '../subject.ts'

const muchSeconds = 300
const someSeconds = 30

/**
 * Judges whether the clocks here and there agree.
 *
 * @param now - When the answer was there.
 */
export function judgeClock(
  { headers: { date = '' }, ms }: Pick<Answer, 'headers' | 'ms'>,
  now: number,
): Verdict {
  const there = Date.parse(date)
  if (Number.isNaN(there)) return skipped('The answer says no date.')
  // The header has whole seconds, and was written at some time between question and answer.
  const off = Math.round((now - ms / 2 - (there + 500)) / 1000)
  const seconds = Math.abs(off)
  const seen = `date: ${date}; here it was ${new Date(now).toUTCString()}`
  if (seconds < someSeconds) return ok('The clocks here and there agree.', seen)
  const says = `The clock here is ${seconds} s ${off > 0 ? 'ahead of' : 'behind'} that of the hub.`
  const remedy = 'Have both machines set their clocks by NTP: timedatectl set-ntp true'
  return (seconds < muchSeconds ? warning : fault)(says, seen, remedy)
}

/** Whether tokens and logins expire when they are thought to. */
export const clock: Check = {
  name: 'clock',
  run: async ({ api, send, now }) => judgeClock(await send({ path: `${api}/` }), now()),
}
