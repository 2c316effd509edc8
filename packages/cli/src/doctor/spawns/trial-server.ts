import { setTimeout as sleep } from 'node:timers/promises'
import { HubResponseError } from 'jupyterhub-client'
import type { ServerHandle } from 'jupyterhub-client'
import { printTarget } from '../../commands/server-target.ts'
import { messageOf } from '../../errors/message-of.ts'
import { skipped } from '../finding.ts'
import type { Verdict } from '../finding.ts'
import type { Subject, TrialServer } from '../subject.ts'
import { followSpawn } from './follow.ts'
import { stateOf } from './state.ts'
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
  const { hub, way } = subject
  const { signal } = way
  const { user, name } = server
  const handle = hub.server(user, name)
  const before = await handle.status({ signal })
  if (before.state !== 'stopped' && before.state !== 'absent') {
    return skipped(
      `The server ${printTarget(server)} is not stopped: name another with --start-server.`,
    )
  }
  const { verdict, error } = await watchStart(subject, server).then(
    (evidence) => ({ verdict: judge(evidence), error: undefined }),
    (thrown: unknown) => ({ verdict: undefined, error: thrown }),
  )
  // Also after Ctrl-C: what was started for a look is not left running.
  const left = await tidyUp(handle, before.state === 'absent')
  if (verdict === undefined) throw error
  return left === undefined ? verdict : { ...verdict, says: `${verdict.says} ${left}` }
}

async function watchStart(subject: Subject, server: TrialServer): Promise<StreamEvidence> {
  const started = startStatus(subject, server)
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

/** How the hub, or what is before it, answered the request. */
async function startStatus(
  { hub, way: { signal } }: Subject,
  { user, name, options }: TrialServer,
): Promise<number> {
  try {
    await hub.servers.start(user, { name, ...(options && { options }) }, { signal, retries: 0 })
    return 201
  } catch (error) {
    signal.throwIfAborted()
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
    const state = await stateOf(subject, server)
    if (state === 'spawn' || state === 'ready') return
    const pause = sleep(50, false, { signal })
    if (await Promise.race([pause, started.then(() => true)])) return
  }
}
