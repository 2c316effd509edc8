import { fault, ok, skipped, warning } from '../finding.ts'
import type { Verdict } from '../finding.ts'
import type { Check } from '../subject.ts'
import { followSpawn } from '../spawns/follow.ts'
import { spawnUnderWay } from '../spawns/under-way.ts'
import type { StreamEvidence } from '../spawns/stream.ts'
import { startTrialServer } from '../spawns/trial-server.ts'

const longEnoughMs = 1000
/** How much later than the stream's end a server has to be starting still. */
const graceMs = 300

/** Judges whether events of a stream come when they are sent. */
export function judgeProgress(evidence: StreamEvidence): Verdict {
  const { status, firstByteMs, endedMs, toldEnd, lastPendingMs, startStatus } = evidence
  if (startStatus === 504 || status === 504) {
    return fault(
      'The proxy does not wait for answers.',
      `POST …/server: ${startStatus}; GET …/progress: ${status}`,
      patience,
    )
  }
  // 0 is no answer; a start may go on all the same.
  if (startStatus !== undefined && startStatus >= 400) return judgeRefusal(startStatus)
  if (status === 400 || status === 404)
    return skipped('The start was over before it could be followed.')
  if (status !== undefined && status !== 200) {
    return fault(
      'Progress cannot be followed.',
      `GET …/progress: ${status}`,
      "The hub's log says why.",
    )
  }
  const seen = `first byte after ${firstByteMs ?? '—'} ms, end after ${endedMs ?? '—'} ms; still starting after ${lastPendingMs} ms`
  if (endedMs !== undefined && !toldEnd && lastPendingMs > endedMs + graceMs) {
    return fault('The proxy cuts event streams off.', seen, patience)
  }
  if (firstByteMs !== undefined && firstByteMs <= lastPendingMs) {
    return ok('Events come when they are sent.', seen)
  }
  if (lastPendingMs < longEnoughMs) return skipped(`The server came up too fast to tell (${seen}).`)
  return fault(
    'The proxy holds event streams back: nobody sees how a start gets on.',
    seen,
    'proxy_http_version 1.1; proxy_buffering off;',
  )
}

/** Without a start there is nothing to follow. */
function judgeRefusal(status: number): Verdict {
  const seen = `POST …/server: ${status}`
  switch (status) {
    case 403:
      return skipped(`The token may not start that server (${seen}): it needs the scope servers.`)
    case 404:
      return skipped(`There is no such user (${seen}).`)
    case 429:
      return skipped(`The hub starts no more servers now (${seen}): try again later.`)
    default:
      return status < 500
        ? skipped(`The hub refused to start the server (${seen}): jhub servers start says why.`)
        : warning('The server did not start.', seen, "The hub's log says why.")
  }
}

const patience = 'proxy_read_timeout 86400s; no less than 30s'

/** Whether people see how their server comes up. */
export const progress: Check = {
  name: 'progress',
  async run(subject) {
    const { token, whyNoToken, trialServer } = subject
    if (token === undefined) return skipped(whyNoToken)
    if (trialServer !== undefined) return startTrialServer(subject, trialServer, judgeProgress)
    const spawn = await spawnUnderWay(subject)
    return spawn === undefined
      ? skipped(
          'No server is starting now that could be followed; have one started: --start-server USER/NAME',
        )
      : judgeProgress(await followSpawn(subject, spawn))
  },
}
