import { JupyterHub } from 'jupyterhub-client'
import { startHub } from 'testbed'
import type { RunningHub } from 'testbed'
import { hubTimeOf } from '../hub-log.ts'
import { measured, runNode } from '../measured.ts'
import { installCuller } from '../python.ts'
import { spread } from '../stats.ts'
import type { Spread } from '../stats.ts'
import { startTurns } from '../turns.ts'
import type { TurnTaker } from '../turns.ts'
import { jobs, people } from './job-plan.ts'
import type { Job, Way } from './job-plan.ts'

/** What whole jobs take on a real hub. */
export interface Jobs {
  readonly version: string
  readonly people: number
  readonly jobs: Readonly<Record<string, JobResult>>
  /** Why the culler was not measured, if it was not. */
  readonly missing?: string | undefined
}

/** What one job took, way by way. */
export interface JobResult {
  readonly ms: Readonly<Record<string, Spread>>
  readonly requests: Readonly<Record<string, number>>
  /** Each way's time in times of ours, round by round. */
  readonly times: Readonly<Record<string, Spread>>
  /** What the hub itself needed for what ours asked of it, in milliseconds. */
  readonly hubMs: Spread
  /** Ours in times of that. */
  readonly overHub: Spread
  /** The least that the hub itself needed for the job in any way by hand, in the same round, in milliseconds. */
  readonly leastHubMs: Spread
  /** Ours in times of that: what other requests would have spared the hub counts, too. */
  readonly overLeast: Spread
}

interface Done {
  readonly ms: number
  readonly busyMs: number
  readonly requests: number
}

/** What came of a turn, or why a server did not start: where ports are short, one now and then does not get its own. */
type Outcome = { readonly ms: number; readonly users: number } | { readonly failed: string }

const mostTurns = 3

/** Who does the ways of a job. */
interface Doers {
  readonly node: TurnTaker
  readonly culler: TurnTaker | { readonly missing: string }
}

const version = '5.5.1'
/** What names of users begin with that a turn makes. */
const newPrefix = 'new-'

/** Starts a real hub, fills it, and does whole jobs with it in several ways, taking turns. */
export async function measureJobs(quick: boolean, progress: (line: string) => void): Promise<Jobs> {
  await using running = await startHub({ version, seeded: false, progress })
  progress(`making ${people} users`)
  await fill(running)
  const { doers, stop } = await startDoers(running)
  try {
    const results: Record<string, JobResult> = {}
    for (const job of jobs) {
      progress(job.name)
      results[job.name] = await doJob(job, running, doers, quick, progress)
    }
    const missing = 'missing' in doers.culler ? doers.culler.missing : undefined
    return { version, people, jobs: results, missing }
  } finally {
    await stop()
  }
}

async function startDoers({
  url,
  adminToken: token,
}: RunningHub): Promise<{ doers: Doers; stop: () => Promise<void> }> {
  const settings = { url, token }
  const node = await startTurns('hub-jobs', runNode(measured('hub-jobs.mjs'), settings))
  if ('missing' in node) throw new Error(node.missing)
  const python = await installCuller()
  const culler =
    typeof python === 'string'
      ? await startTurns('idle-culler', [
          python,
          measured('python/cull.py'),
          JSON.stringify(settings),
        ])
      : python
  const stop = async () => {
    await node.stop()
    if (!('missing' in culler)) await culler.stop()
  }
  return { doers: { node, culler }, stop }
}

async function doJob(
  job: Job,
  hub: RunningHub,
  doers: Doers,
  quick: boolean,
  progress: (line: string) => void,
): Promise<JobResult> {
  const ways = job.ways.filter(({ way }) => way !== 'culler' || !('missing' in doers.culler))
  const done = new Map<string, Done[]>(ways.map(({ name }) => [name, []]))
  const rounds = quick ? job.rounds.quick : job.rounds.full
  // The round before the first is not counted: it fills the hub's caches. Making users has none.
  for (let round = job.names === undefined ? -1 : 0; round < rounds; round += 1) {
    for (let place = 0; place < ways.length; place += 1) {
      const way = ways[(place + round + 1) % ways.length]
      if (way === undefined || (way.once === true && round > 0)) continue
      const taken = await takeTurn(job, way, hub, doers, `r${round + 1}-${place}`, progress)
      if (round >= 0) done.get(way.name)?.push(taken)
      // A hub is the slower the more users it has: each turn is to find the same.
      if (job.names === 'new') await empty(hub)
    }
  }
  return sumUp(ways, done)
}

async function takeTurn(
  { job, users, names }: Job,
  way: Way,
  { logFile }: RunningHub,
  { node, culler }: Doers,
  label: string,
  progress: (line: string) => void,
): Promise<Done> {
  const who = Array.from({ length: names === undefined ? 0 : users }, (_, number) =>
    names === 'new' ? `${newPrefix}${label}-${number}` : `student-${number}`,
  )
  const doer = way.way === 'culler' ? culler : node
  if ('missing' in doer) throw new Error(doer.missing)
  const { way: function_, limit, atATime } = way
  const turn = { job, way: function_, limit, atATime, names: who }
  for (let turns = 1; ; turns += 1) {
    const { result, ...hubTime } = await hubTimeOf(logFile, () => doer.take<Outcome>(turn))
    if (!('failed' in result)) {
      if (result.users === users) return { ...hubTime, ms: result.ms }
      throw new Error(`${job}, ${way.name}: ${result.users} users instead of ${users}`)
    }
    progress(`${job}, ${way.name}, again: ${result.failed}`)
    if (turns === mostTurns) throw new Error(result.failed)
  }
}

function sumUp(ways: readonly Way[], done: ReadonlyMap<string, readonly Done[]>): JobResult {
  const ours = done.get('ours') ?? []
  const references = ways.filter(({ isReference }) => isReference).map(({ name }) => name)
  const leastHubMs = ours.map((_, round) =>
    Math.min(...references.map((name) => done.get(name)?.[round]?.busyMs ?? Infinity)),
  )
  const each = <T>(figure: (turns: readonly Done[]) => T) =>
    Object.fromEntries([...done].map(([name, turns]): [string, T] => [name, figure(turns)]))
  return {
    ms: each((turns) => spread(turns.map(({ ms }) => ms))),
    requests: each((turns) => spread(turns.map(({ requests }) => requests)).median),
    times: each((turns) => spread(turns.map(({ ms }, round) => ms / (ours[round]?.ms ?? NaN)))),
    hubMs: spread(ours.map(({ busyMs }) => busyMs)),
    overHub: spread(ours.map(({ ms, busyMs }) => ms / busyMs)),
    leastHubMs: spread(leastHubMs),
    overLeast: spread(ours.map(({ ms }, round) => ms / (leastHubMs[round] ?? NaN))),
  }
}

/** Deletes the users that a turn has made. */
async function empty({ url, adminToken: token }: RunningHub): Promise<void> {
  const hub = new JupyterHub({ url, token, timeout: 120_000 })
  const users = await hub.users.list().toArray()
  const made = users.map(({ name }) => name).filter((name) => name.startsWith(newPrefix))
  const deleteNext = async (): Promise<void> => {
    for (let name = made.pop(); name !== undefined; name = made.pop()) await hub.users.delete(name)
  }
  await Promise.all([deleteNext(), deleteNext()])
}

async function fill({ url, adminToken: token }: RunningHub): Promise<void> {
  const hub = new JupyterHub({ url, token, timeout: 120_000 })
  // The hub makes its own admin.
  const present = (await hub.users.list().toArray()).length
  await hub.users.createMany(
    Array.from({ length: people - present }, (_, number) => `student-${number}`),
  )
}
