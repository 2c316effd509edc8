import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { keptOn } from './cores.ts'
import { measured, runNode } from './measured.ts'

const timeoutMs = 120_000

/** A program of `measured/` that runs until it is stopped. */
export interface Running<T> {
  /** What it answered with. */
  readonly answer: T
  stop(): void
}

/**
 * Runs a program of `measured/` in a plain Node of its own: no TypeScript loader, nothing that another measurement left
 * behind.
 *
 * @returns What it answers with.
 */
export function measure<T>(program: string, settings: object = {}): Promise<T> {
  return measureFile(measured(`${program}.mjs`), settings)
}

/** The same of a program that is elsewhere. */
export async function measureFile<T>(program: string, settings: object = {}): Promise<T> {
  const child = startNode(program, settings)
  const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs)
  try {
    const ended = exitOf(child)
    const line = await firstLine(child)
    const status = await ended
    if (line === undefined || status !== 'code 0')
      throw new Error(`${program} ended with ${status}`)
    return JSON.parse(line) as T
  } finally {
    clearTimeout(timer)
  }
}

/** Starts a program of `measured/` that goes on after its answer, on a core if one is given, at most until this process ends. */
export async function start<T>(
  program: string,
  settings: object = {},
  core?: number,
): Promise<Running<T>> {
  const child = startNode(measured(`${program}.mjs`), settings, core)
  const line = await firstLine(child)
  if (line === undefined) throw new Error(`${program} ended with ${await exitOf(child)}`)
  return { answer: JSON.parse(line) as T, stop: () => child.kill() }
}

function startNode(file: string, settings: object, core?: number): ChildProcess {
  const [command = '', ...args] = keptOn(core, runNode(file, settings))
  return spawn(command, args, {
    env: { ...process.env, NODE_OPTIONS: '' },
    // The pipe to its standard input is how a server notices that this process is gone.
    stdio: ['pipe', 'pipe', 'inherit'],
  })
}

async function firstLine({ stdout }: ChildProcess): Promise<string | undefined> {
  if (stdout === null) return undefined
  for await (const line of createInterface({ input: stdout })) return line
  return undefined
}

function exitOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve(code === null ? `${signal}` : `code ${code}`))
  })
}
