import { open, stat } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'

/** The hub writes of a request when it has answered it, a moment after its answer has gone. */
const settleMs = 150

/** `[I 2026-11-28 16:39:10.246 JupyterHub log:192] 200 GET /hub/api/users?limit=2 (root@127.0.0.1) 106.32ms` */
const requestLine =
  /^\[\w (\S+) (\S+) JupyterHub log:\d+\] \d+ [A-Z]+ \/\S*hub\/api\/(\S*) .* (\d+\.\d+)ms$/
/** `[I 2026-11-28 16:39:10.711 JupyterHub base:1143] User a1 took 0.431 seconds to start`, `User a1 server took …` */
const tookLine =
  /^\[\w (\S+) (\S+) JupyterHub [^\]]*\] User \S+ (?:server )?took (\d+\.\d+) seconds to \w+$/

interface Interval {
  readonly from: number
  readonly to: number
}

/** What the hub did, as it has logged it. */
export interface HubTime {
  /** Milliseconds in which it handled a request, or started or stopped a server; what overlaps counts once. */
  readonly busyMs: number
  readonly requests: number
}

/** Does some work, and says what the hub's log says that it did meanwhile. */
export async function hubTimeOf<T>(
  logFile: string,
  work: () => Promise<T>,
): Promise<HubTime & { readonly result: T }> {
  const { size } = await stat(logFile)
  const result = await work()
  await sleep(settleMs)
  return { ...readHubTime(await readFrom(logFile, size)), result }
}

/** Reads lines of a hub's log. Streams of progress are left out: the hub waits in them, and does not work. */
export function readHubTime(text: string): HubTime {
  const intervals: Interval[] = []
  let requests = 0
  for (const line of text.split('\n')) {
    const [, day, time, path, ms] = requestLine.exec(line) ?? []
    if (path !== undefined && !path.endsWith('/progress')) {
      intervals.push(endingAt(`${day}T${time}`, Number(ms)))
      requests += 1
    }
    const [took, on, at, seconds] = tookLine.exec(line) ?? []
    if (took !== undefined) intervals.push(endingAt(`${on}T${at}`, Number(seconds) * 1000))
  }
  return { busyMs: covered(intervals), requests }
}

/** The hub writes local time. */
function endingAt(moment: string, ms: number): Interval {
  const to = new Date(moment).getTime()
  return { from: to - ms, to }
}

/** How much time intervals cover together. */
function covered(intervals: readonly Interval[]): number {
  let total = 0
  let end = -Infinity
  for (const { from, to } of intervals.toSorted((a, b) => a.from - b.from)) {
    total += Math.max(0, to - Math.max(from, end))
    end = Math.max(end, to)
  }
  return total
}

async function readFrom(file: string, position: number): Promise<string> {
  const handle = await open(file)
  try {
    const { size } = await handle.stat()
    const buffer = Buffer.alloc(size - position)
    await handle.read(buffer, 0, buffer.length, position)
    return buffer.toString()
  } finally {
    await handle.close()
  }
}
