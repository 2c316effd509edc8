import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { run } from './run.ts'

// Loopback only: no start page, no updates, no look-ups, and no name that resolves.
const flags = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-extensions',
  '--disable-sync',
  '--disable-breakpad',
  '--disable-crash-reporter',
  '--no-default-browser-check',
  '--no-first-run',
  '--no-pings',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
]

/** @returns The browser's version; `undefined` if there is none. */
export async function chromiumVersion(): Promise<string | undefined> {
  const { code, stdout } = await run('chromium', ['--version'])
  return code === 0 ? /\d+(\.\d+)+/.exec(stdout)?.[0] : undefined
}

/**
 * Opens a page in headless Chromium until something has happened.
 *
 * @param folder - For all that it keeps.
 * @throws Error if it has not happened after `timeout` milliseconds, or before Chromium ended by itself.
 */
export async function browseUntil<T>(
  happened: Promise<T>,
  url: string,
  folder: string,
  timeout = 60_000,
): Promise<T> {
  // A group of its own, so that its helpers end with it.
  const child = spawn('chromium', [...flags, `--user-data-dir=${folder}`, url], {
    detached: true,
    stdio: 'ignore',
    env: { PATH: process.env['PATH'], HOME: folder, TMPDIR: folder },
  })
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => resolve())
  })
  const stop = () => endGroup(child)
  process.once('exit', stop)
  let timer: NodeJS.Timeout | undefined
  const given = new Promise<never>((_, reject) => {
    child.once('error', reject)
    timer = setTimeout(() => reject(new Error(`Chromium: nothing within ${timeout} ms`)), timeout)
    void ended.then(() => reject(new Error('Chromium ended by itself')))
  })
  try {
    return await Promise.race([happened, given])
  } finally {
    clearTimeout(timer)
    stop()
    process.off('exit', stop)
    await ended
  }
}

function endGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // It has ended.
  }
}
