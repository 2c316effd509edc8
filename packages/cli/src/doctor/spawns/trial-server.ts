import { setTimeout as sleep } from 'node:timers/promises'
import { HubResponseError } from 'jupyterhub-client'
import type { ServerHandle } from 'jupyterhub-client'
import { printTarget } from '../../commands/server-target.ts'
import { messageOf } from '../../errors/message-of.ts'
import { skipped } from '../finding.ts'
import type { Verdict } from '../finding.ts'
import type { Subject, TrialServer } from '../subject.ts'
import { followSpawn } from './follow.ts'
import { askState } from './ask-state.ts'
import type { StreamEvidence } from './stream.ts'

const patienceMs = 10_000

/**
 * Starts a server that does not run, watches how its progress comes, and stops it again; if it was made by that, it is removed.
 *
 * @param judge - What to make of that.
 */
export async function startTrialServer(
  subject: Subject,
  server: TrialServer,
  judge: (evidence: StreamEvidence) => Verdict,
): Promise<Verdict> {
  const { hub, way, tell } = subject
  const { signal } = way
  const { user, name } = server
  const handle = hub.server(user, name)
  const before = await handle.status({ signal }).catch(refusalOf)
  if ('refusal' in before) {
    return skipped(`The server ${printTarget(server)} cannot be looked at: ${before.refusal}`)
  }
  if (before.state !== 'stopped' && before.state !== 'absent') {
    return skipped(
      `The server ${printTarget(server)} is not stopped: name another with --start-server.`,
    )
  }
  const started = startStatus(subject, server)
  const { verdict, error } = await watchStart(subject, server, started).then(
    (evidence) => ({ verdict: judge(evidence), error: undefined }),
    (thrown: unknown) => ({ verdict: undefined, error: thrown }),
  )
  const isNew = before.state === 'absent'
  // Also after Ctrl-C: what was started for a look is not left running.
  const tellOnce = (): void =>
    tell(`${isNew ? 'Removes' : 'Stops'} ${printTarget(server)} first; Ctrl-C again leaves it.`)
  if (signal.aborted) tellOnce()
  else signal.addEventListener('abort', tellOnce, { once: true })
  await started
  const left = await tidyUp(handle, isNew)
  signal.removeEventListener('abort', tellOnce)
  if (verdict === undefined || signal.aborted) {
    if (left !== undefined) tell(left)
    signal.throwIfAborted()
    throw error
  }
  return left === undefined ? verdict : withLeft(verdict, left, printTarget(server))
}

/** A server that is left is no fault of the hub's way here, and has to be known of. */
const withLeft = (verdict: Verdict, left: string, target: string): Verdict => ({
  ...verdict,
  status: verdict.status === 'fault' ? 'fault' : 'warning',
  says: `${verdict.says} ${left}`,
  evidence: verdict.evidence ?? left,
  remedy: [verdict.remedy, `jhub servers stop ${target}`].filter(Boolean).join('; '),
})

/** What the hub says where it refuses. */
function refusalOf(error: unknown): { readonly refusal: string } {
  if (HubResponseError.isInstance(error)) return { refusal: messageOf(error) }
  throw error
}

async function watchStart(
  subject: Subject,
  server: TrialServer,
  started: Promise<number>,
): Promise<StreamEvidence> {
  await untilPending(subject, server, started)
  const evidence = await followSpawn(subject, server)
  return { ...evidence, startStatus: await started }
}

/** Stops a server, or removes it; says what is left if that does not come about. */
async function tidyUp(handle: ServerHandle, isNew: boolean): Promise<string | undefined> {
  try {
    if (isNew) await handle.ensureAbsent()
    else await handle.ensureStopped()
    return undefined
  } catch (error) {
    return `The server ${printTarget(handle)} is not ${isNew ? 'removed' : 'stopped'}: ${messageOf(error)}`
  }
}

/** How the hub, or what is before it, answered the request; 0 for no answer. Ctrl-C waits for it: only then it is known what is to be stopped. */
async function startStatus(
  { hub }: Subject,
  { user, name, options }: TrialServer,
): Promise<number> {
  try {
    await hub.servers.start(user, { name, ...(options && { options }) }, { retries: 0 })
    return 201
  } catch (error) {
    return HubResponseError.isInstance(error) ? error.status : 0
  }
}

/** Until there is something to follow, or nothing more to wait for. */
async function untilPending(
  subject: Subject,
  server: TrialServer,
  started: Promise<number>,
): Promise<void> {
  const end = performance.now() + patienceMs
  const { signal } = subject.way
  while (performance.now() < end) {
    const state = await askState(subject, server)
    if (state === 'spawn' || state === 'ready') return
    const pause = sleep(50, false, { signal })
    if (await Promise.race([pause, started.then(() => true)])) return
  }
}
