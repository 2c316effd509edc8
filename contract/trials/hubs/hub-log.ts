import { readFile } from 'node:fs/promises'
import type { RunningHub } from 'testbed'

/** A server that came up, by the hub's own log. Times are those of `Date.now()`. */
export interface LoggedStart {
  readonly user: string
  readonly from: number
  readonly to: number
}

/** `[I 2026-11-23 10:00:00.123 JupyterHub base:1144] User ada took 1.234 seconds to start` */
const tookLine = /^\[I (\S+) (\S+) JupyterHub [^\]]*\] User (\S+) took (\d+\.\d+) seconds to start$/
/** Written just before the event that says so. */
const readyLine = /^\[I (\S+) (\S+) JupyterHub [^\]]*\] Server (\S+) is ready$/

/** Default servers that came up, as the hub has logged them: it knows when, whoever asks and whatever that costs. */
export async function loggedStarts(hub: Pick<RunningHub, 'logFile'>): Promise<LoggedStart[]> {
  return (await matches(hub, tookLine)).map(([, day, time, user = '', seconds]) => {
    const to = momentOf(day, time)
    return { user, from: to - Number(seconds) * 1000, to }
  })
}

/** When the hub first said of each server that it is ready, to whoever followed its progress. */
export async function loggedReady(hub: Pick<RunningHub, 'logFile'>): Promise<Map<string, number>> {
  const moments = new Map<string, number>()
  for (const [, day, time, user = ''] of await matches(hub, readyLine)) {
    if (!moments.has(user)) moments.set(user, momentOf(day, time))
  }
  return moments
}

async function matches(hub: Pick<RunningHub, 'logFile'>, line: RegExp): Promise<RegExpExecArray[]> {
  const text = await readFile(hub.logFile, 'utf8')
  return text.split('\n').flatMap((entry) => {
    const match = line.exec(entry)
    return match === null ? [] : [match]
  })
}

/** The hub writes local time. */
const momentOf = (day: string | undefined, time: string | undefined): number =>
  new Date(`${day}T${time}`).getTime()
