import { readFileSync } from 'node:fs'

/** What the kernel counts in, whatever its own clock: `getconf CLK_TCK`. */
const ticksPerSecond = 100

/** @returns Milliseconds that a process has had of a processor; `undefined` where there is no `/proc`. */
export function processorTime(pid: number): number | undefined {
  if (process.platform !== 'linux') return undefined
  // The name of the program, in parentheses, may hold anything.
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [user, system] = [Number(fields[11]), Number(fields[12])]
  return ((user + system) * 1000) / ticksPerSecond
}
