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
  }
}

/** A machine in a line. */
export const describe = ({ cpu, cores, memoryGB, platform, node }: Machine): string =>
  `${cpu}, ${cores} cores, ${memoryGB} GB, ${platform}, Node ${node}`
