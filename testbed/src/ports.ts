import { once } from 'node:events'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isAlive } from './lock.ts'

/** Below the ports that systems give to outgoing connections, any of which could take one between a look and its use. */
const range = { from: 20_000, to: 32_000 }
/** Ports that were given away, a file each with the process that has it: two runs may look at the same moment. */
const reservations = join(tmpdir(), 'jupyterhub-testbed-ports')

/** Finds ports on loopback that nobody listens on, all different, and keeps them for this process until it ends. */
export async function freePorts(count: number): Promise<number[]> {
  await mkdir(reservations, { recursive: true })
  const ports: number[] = []
  while (ports.length < count) {
    const port = range.from + Math.floor(Math.random() * (range.to - range.from))
    if ((await reserve(port)) && (await isFree(port))) ports.push(port)
  }
  return ports
}

async function reserve(port: number): Promise<boolean> {
  const file = join(reservations, String(port))
  const owner = Number(await readFile(file, 'utf8').catch(() => ''))
  if (owner > 0 && isAlive(owner)) return false
  await rm(file, { force: true })
  return writeFile(file, String(process.pid), { flag: 'wx' }).then(
    () => true,
    () => false,
  )
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1')
  try {
    await once(server, 'listening')
    await new Promise((resolve) => server.close(resolve))
    return true
  } catch {
    return false
  }
}
