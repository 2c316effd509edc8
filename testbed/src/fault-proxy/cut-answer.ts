import type { Socket } from 'node:net'
import type { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { allowance } from './cut-point.ts'
import type { CutPoint } from './faults.ts'
import { unreadBytes } from './unread.ts'

/** Writes an answer to a socket up to where it breaks off. */
export async function writeUntil(at: CutPoint, raw: Readable, socket: Socket): Promise<void> {
  let bytes: Buffer = Buffer.alloc(0)
  let given = 0
  const give = async (ended: boolean): Promise<boolean> => {
    const allowed = allowance(at, bytes, ended)
    await write(socket, bytes.subarray(given, allowed.bytes))
    given = Math.max(given, allowed.bytes)
    return allowed.cut
  }
  for await (const more of raw) {
    bytes = Buffer.concat([bytes, more as Buffer])
    if (await give(false)) return
  }
  await give(true)
}

const longestWaitMs = 10_000

/** Resets a connection once its other end has read all that was written: a reset overtakes what it has not. */
export async function resetAfterWrites(socket: Socket): Promise<void> {
  const endsAt = Date.now() + longestWaitMs
  let unread = await unreadBytes(socket)
  while (unread !== undefined && unread > 0 && Date.now() < endsAt) {
    await sleep(1)
    unread = await unreadBytes(socket)
  }
  // Where nobody tells, a moment is enough for most.
  if (unread === undefined && socket.bytesWritten > 0) await sleep(50)
  socket.resetAndDestroy()
}

async function write(socket: Socket, bytes: Buffer): Promise<void> {
  if (bytes.length === 0) return
  await new Promise<void>((resolve, reject) => {
    socket.write(bytes, (error) => (error ? reject(error) : resolve()))
  })
}
