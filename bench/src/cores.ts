import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** A core for the clients that are measured, and another for the server that answers them. */
export interface Cores {
  readonly client: number
  readonly server: number
}

/** @returns `undefined` where there is one core only, or no way to stay on one: outside Linux, or without `taskset`. */
export function findCores(): Cores | undefined {
  if (process.platform !== 'linux' || spawnSync('taskset', ['--version']).status !== 0) {
    return undefined
  }
  const status = readFileSync('/proc/self/status', 'utf8')
  const allowed = coresOf(/^Cpus_allowed_list:\s*(\S+)$/m.exec(status)?.[1] ?? '')
  const client = allowed[0]
  const server = allowed.at(-1)
  if (client === undefined || server === undefined || client === server) return undefined
  return { client, server }
}

/** @returns The command line that keeps a program on a core, if there is one to keep it on. */
export function keptOn(core: number | undefined, argv: readonly string[]): string[] {
  return core === undefined ? [...argv] : ['taskset', '--cpu-list', String(core), ...argv]
}

/** `0-2,5` */
function coresOf(list: string): number[] {
  return list.split(',').flatMap((range) => {
    const [from = NaN, to = from] = range.split('-').map(Number)
    return Array.from({ length: to - from + 1 }, (_, index) => from + index)
  })
}
