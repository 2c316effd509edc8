import { spawnSync } from 'node:child_process'
import { cpus, loadavg, totalmem } from 'node:os'

/** What the figures were measured on. They mean nothing without. */
export interface Machine {
  readonly cpu: string
  readonly cores: number
  readonly memoryGB: number
  readonly platform: string
  readonly node: string
  /** Processes that wanted to run when the bench started, over one minute: what else the machine was doing. */
  readonly load: number
  /** Milliseconds until a Node that does nothing has ended: how fast this machine was then, which others on its host may slow down. */
  readonly emptyNodeMs: number
}

/** Describes this machine, without saying whose it is. */
export function describeMachine(): Machine {
  const processors = cpus()
  return {
    cpu: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    memoryGB: Math.round(totalmem() / 1e9),
    platform: `${process.platform} ${process.arch}`,
    node: process.version,
    load: Number((loadavg()[0] ?? 0).toFixed(2)),
    emptyNodeMs: emptyNodeMs(),
  }
}

/** The median of five. */
function emptyNodeMs(): number {
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now()
    spawnSync(process.execPath, ['-e', '0'])
    return performance.now() - start
  })
  return Math.round(times.toSorted((a, b) => a - b)[2] ?? 0)
}

/** A machine in a line. */
export const describe = ({ emptyNodeMs: emptyMs, ...machine }: Machine): string => {
  const { cpu, cores, memoryGB, platform, node } = machine
  return `${cpu}, ${cores} cores, ${memoryGB} GB, ${platform}, Node ${node}, where an empty program takes ${emptyMs} ms`
}
