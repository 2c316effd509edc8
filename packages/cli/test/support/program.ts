import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { once } from 'node:events'
import { createHub } from 'jupyterhub-emulator'
import type { EmulatedHub, HubOptions } from 'jupyterhub-emulator'
import { onTestFinished } from 'vitest'
import { program } from './built.ts'

/** The token of `admin` at {@link listeningHub}. */
export const secret = 'canary-8b1d2f70'

/** A hub on loopback, and the environment that leads to it. */
export async function listeningHub(
  options: HubOptions = {},
): Promise<{ hub: EmulatedHub; url: string; env: Record<string, string> }> {
  const users = [{ name: 'admin', admin: true, token: secret }, ...(options.users ?? [])]
  const hub = createHub({ ...options, users })
  const listener = await hub.listen()
  onTestFinished(() => listener.close())
  const env = { JUPYTERHUB_API_URL: `${hub.url}hub/api`, JUPYTERHUB_API_TOKEN: secret }
  return { hub, url: hub.url, env }
}

/** A run of the built program. */
export interface Started {
  readonly child: ChildProcess
  /** What it left: exit code, stdout, stderr. */
  readonly ended: Promise<readonly [code: number | null, stdout: string, stderr: string]>
}

/** Starts a command line, in which `jhub` is the built program, in a shell. */
export function shell(line: string, env: Record<string, string>): Started {
  const script = `jhub() { "${process.execPath}" "${program}" "$@"; }\n${line}`
  return start('bash', ['-c', script], env)
}

/** Starts the built program itself. */
export const jhub = (args: readonly string[], env: Record<string, string>): Started =>
  start(process.execPath, [program, ...args], env)

function start(file: string, args: readonly string[], env: Record<string, string>): Started {
  const child = spawn(file, args, {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const ended = Promise.all([once(child, 'close'), text(child.stdout), text(child.stderr)])
  return { child, ended: ended.then(([[code], out, err]) => [code as number | null, out, err]) }
}
