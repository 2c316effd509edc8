import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import type { Readable } from 'node:stream'
import { join } from 'node:path'
import { createHub } from 'jupyterhub-emulator'
import { fail, pass, runIfMain } from './checks.ts'
import type { Check } from './checks.ts'
import { here, root } from './paths.ts'

/**
 * What commands may take, in times of what Node takes to do nothing. `--version` took 1.0 and `users list` 2.6 to 3.1 on a
 * busy machine with 2 cores (Node 20.20.2, 2026-11-28), where Node itself takes 40 ms when nothing else runs.
 */
const bounds = [
  { args: ['--version'], times: 1.75 },
  { args: ['users', 'list'], times: 4.5 },
] as const
const rounds = 12

const program = join(root, 'packages', 'cli', 'dist', 'cli.cjs')

/** How long people wait for `jhub` until it does something: in time of processors, which what else the machine does hardly touches. */
export const startUp: Check = {
  name: 'start-up',
  once: true,
  async *results(subject) {
    await subject.built()
    const hub = createHub({ users: [{ name: 'admin', admin: true, token: 'the-token' }] })
    const listener = await hub.listen()
    const env = { JUPYTERHUB_API_URL: `${hub.url}hub/api`, JUPYTERHUB_API_TOKEN: 'the-token' }
    try {
      const nothing = await least(['-e', '0'], env)
      for (const { args, times } of bounds) {
        const taken = (await least([program, ...args], env)) / nothing
        const told = `jhub ${args.join(' ')} takes ${taken.toFixed(2)} times what Node takes (bound ${times})`
        yield taken <= times ? pass(told) : fail(told)
      }
    } finally {
      await listener.close()
    }
  },
}

/** The least of several runs, in microseconds. */
async function least(args: readonly string[], env: Record<string, string>): Promise<number> {
  let micros = Infinity
  for (let left = rounds; left > 0; left -= 1) micros = Math.min(micros, await time(args, env))
  return micros
}

async function time(args: readonly string[], env: Record<string, string>): Promise<number> {
  const child = spawn(process.execPath, ['--require', join(here, 'start-up.cjs'), ...args], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
  })
  const [[code], micros] = await Promise.all([
    once(child, 'exit') as Promise<[number | null]>,
    text(child.stdio[3] as Readable),
  ])
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}`)
  return Number(micros)
}

await runIfMain(import.meta.url, startUp)
