import { setTimeout as sleep } from 'node:timers/promises'
import { HubResponseError } from 'jupyterhub-client'
import { printTarget } from '../../commands/server-target.ts'
import type { StreamEvidence } from '../checks/progress.ts'
import { skipped } from '../finding.ts'
import type { Verdict } from '../finding.ts'
import type { Subject, TrialServer } from '../subject.ts'
import { followSpawn } from './follow.ts'

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
  try {
    const started = startStatus(subject, server)
    await untilPending(subject, server, started)
    const evidence = await followSpawn(subject, server)
    return judge({ ...evidence, startStatus: await started })
  } finally {
    // Also after Ctrl-C: what was started for a look is not left running.
    if (before.state === 'absent') await handle.ensureAbsent()
    else await handle.ensureStopped()
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
  { hub, way: { signal } }: Subject,
  { user, name }: TrialServer,
  started: Promise<number>,
): Promise<void> {
  let isAnswered = false
  void started.finally(() => (isAnswered = true)).catch(() => {})
  const end = performance.now() + patienceMs
  while (!isAnswered && performance.now() < end) {
    const { state } = await hub.server(user, name).status({ signal })
    if (state === 'spawn' || state === 'ready') return
    await sleep(50, undefined, { signal })
  }
}
