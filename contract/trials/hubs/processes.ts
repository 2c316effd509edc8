import { readdir, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { RunningHub } from 'testbed'

/** Process ids of the servers that a hub has started and that live; `undefined` where the system does not tell. */
export async function serverProcesses({
  logFile,
}: Pick<RunningHub, 'logFile'>): Promise<number[] | undefined> {
  const names = await readdir('/proc').catch(() => undefined)
  const pids = names?.filter((name) => /^\d+$/.test(name)).map(Number)
  if (pids === undefined) return undefined
  // The servers of a hub have their home beside its log.
  const mark = `HOME=${dirname(logFile)}/home\0`
  const own = await Promise.all(
    pids.map(async (pid) => {
      const environment = await readFile(`/proc/${pid}/environ`, 'latin1').catch(() => '')
      return environment.includes(mark) ? [pid] : []
    }),
  )
  return own.flat()
}
