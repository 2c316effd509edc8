import { setTimeout as sleep } from 'node:timers/promises'
import type { Target } from '../../commands/server-target.ts'
import { open } from '../send.ts'
import { authorized } from '../subject.ts'
import type { Subject } from '../subject.ts'
import { askState } from './ask-state.ts'
import type { StreamEvidence } from './stream.ts'

const longestMs = 60_000
const pauseMs = 200

/** Follows a start by its event stream and by asking, to see whether the one tells what the other does. */
export async function followSpawn(subject: Subject, target: Target): Promise<StreamEvidence> {
  const asked = performance.now()
  const since = () => Math.round(performance.now() - asked)
  const [stream, lastPendingMs] = await Promise.all([
    readStream(subject, target, since),
    lastPending(subject, target, since),
  ])
  return { ...stream, lastPendingMs }
}

async function readStream(
  { api, token = '', way }: Subject,
  { user, name }: Target,
  since: () => number,
): Promise<Omit<StreamEvidence, 'lastPendingMs'>> {
  const path = `${api}/users/${encodeURIComponent(user)}/servers/${encodeURIComponent(name)}/progress`
  const headers = { ...authorized(token), accept: 'text/event-stream' }
  let status: number | undefined
  let firstByteMs: number | undefined
  let text = ''
  const signal = AbortSignal.any([way.signal, AbortSignal.timeout(longestMs)])
  try {
    const { response } = await open({ ...way, signal, timeoutMs: longestMs }, { path, headers })
    status = response.statusCode
    response.setEncoding('utf8')
    for await (const chunk of response) {
      firstByteMs ??= since()
      text += String(chunk)
    }
  } catch {
    // A stream that breaks off is judged by what came of it.
    way.signal.throwIfAborted()
  }
  return { status, firstByteMs, endedMs: since(), toldEnd: /"(ready|failed)": ?true/.test(text) }
}

/** Asks until the server is starting no more; says when it was last. */
async function lastPending(subject: Subject, target: Target, since: () => number): Promise<number> {
  const { signal } = subject.way
  let last = 0
  while (since() < longestMs) {
    const state = await askState(subject, target)
    if (state === 'spawn') last = since()
    else if (state !== undefined) return last
    await sleep(pauseMs, undefined, { signal })
  }
  return last
}
