import { readFile } from 'node:fs/promises'
import type { Socket } from 'node:net'

/** How many bytes that were written to a socket its other end has yet to read; undefined if the system does not tell. */
export async function unreadBytes({ localPort, remotePort }: Socket): Promise<number | undefined> {
  const table = await readFile('/proc/net/tcp', 'latin1').catch(() => '')
  const rows = table.split('\n').map((row) => row.trim().split(/\s+/))
  // On loopback both ends are in the table: what is on its way is with ours, what has arrived with theirs.
  const [unsent] = queuesOf(rows, localPort, remotePort) ?? []
  const [, unread = 0] = queuesOf(rows, remotePort, localPort) ?? []
  return unsent === undefined ? undefined : unsent + unread
}

function queuesOf(rows: string[][], from = 0, to = 0): number[] | undefined {
  const row = rows.find(([, local, remote]) => portOf(local) === from && portOf(remote) === to)
  return row?.[4]?.split(':').map((size) => Number.parseInt(size, 16))
}

function portOf(address = ''): number {
  return Number.parseInt(address.split(':')[1] ?? '', 16)
}
