import { budgets, check, jobBudget } from './budgets.ts'
import type { Checked } from './budgets.ts'
import { everything } from './parts/bundle.ts'
import { pageByPage } from './parts/job-plan.ts'
import { heapGrowth } from './parts/memory.ts'
import { names } from './parts/throughput-clients.ts'
import { ratio } from './parts/throughput.ts'
import type { Throughput } from './parts/throughput.ts'
import type { Measured } from './run.ts'

/** Where there is load: what is promised of throughput is promised there. */
const loaded = [16, 64] as const

/** Checks the budgets of all parts that were wanted. */
export function verdicts({ throughput, overhead, bundle, ...rest }: Measured): Checked[] {
  const { importTime, memory, jobs, emulator, stories } = rest
  const size = bundle?.[everything]
  return [
    ...(throughput ? throughputVerdicts(throughput) : []),
    ...(jobs ? jobVerdicts(jobs) : []),
    ...(overhead ? [check(budgets.overhead, overhead.own['ours']?.median)] : []),
    ...(size ? [check(budgets.bundle, (size.gzipped + size.later) / 1000)] : []),
    ...(importTime ? [check(budgets.importTime, importTime.own['jupyterhub-client']?.median)] : []),
    ...(memory ? [check(budgets.memory, heapGrowth(memory))] : []),
    ...(emulator
      ? [check(budgets.create, emulator.create.median), check(budgets.users, emulator.large.median)]
      : []),
    ...(stories ? [check(budgets.stories, stories.many.median)] : []),
  ]
}

/** The worst of all levels with load, and of all clients that it is compared with. */
function throughputVerdicts(throughput: Throughput): Checked[] {
  const worst = (
    what: 'perSecond' | 'perCpuSecond',
    own: string,
    others: readonly string[],
  ): number | undefined => {
    const ratios = loaded.flatMap((level) =>
      others.flatMap((other) => ratio(throughput, level, what, own, other)?.median ?? []),
    )
    return ratios.length === 0 ? undefined : Math.min(...ratios)
  }
  const programs = [names.go, names.tunedGo]
  const overFetch = worst('perSecond', names.ours, [names.fetch])
  return [
    check(budgets.nodeOverGo, worst('perSecond', names.node, programs)),
    check(budgets.nodeOverGoCpu, worst('perCpuSecond', names.node, programs)),
    check(budgets.nodeOverFetch, worst('perSecond', names.node, [names.fetch])),
    check(budgets.oursOverFetch, overFetch === undefined ? undefined : 1 / overFetch),
    check(budgets.oursOverOthers, worst('perSecond', names.ours, ['ky', 'axios', 'openapi-fetch'])),
  ]
}

function jobVerdicts(jobs: NonNullable<Measured['jobs']>): Checked[] {
  if ('noHub' in jobs) return [check(budgets.hub, undefined)]
  const all = Object.entries(jobs.jobs)
  const [, list] = all[0] ?? []
  return [
    ...all.map(([name, { overHub }]) => check(jobBudget(name), overHub.median)),
    check(budgets.hub, list?.times[pageByPage]?.median),
  ]
}
