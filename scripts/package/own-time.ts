import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { fail, pass, runIfMain } from './checks.ts'
import type { Check } from './checks.ts'
import { here, root } from './paths.ts'
import { runOrThrow } from './run.ts'

/**
 * What a call of the client may add to what is there without it. It was 0.52 to 0.65 in six runs on a busy machine with 2
 * cores (Node 20.20.2, 2026-11-28): this is half as much again, so that a call that has become that much slower shows.
 */
const bound = 0.85
/** A machine that is busy all the time may spoil a run, but hardly all of them. */
const tries = 3

/** The client's own time per call, in times of a `fetch` that answers at once and `JSON.parse`, measured in the same run. */
export const ownTime: Check = {
  name: 'own-time',
  once: true,
  async *results(subject) {
    await subject.built()
    let least = Infinity
    for (let tried = 0; tried < tries && least > bound; tried += 1) {
      least = Math.min(least, await measure())
    }
    const told = `a call adds ${least.toFixed(2)} of the time that it takes without the client (bound ${bound})`
    yield least <= bound ? pass(told) : fail(told)
  },
}

async function measure(): Promise<number> {
  const entry = pathToFileURL(join(root, 'packages', 'client', 'dist', 'index.js'))
  const args = [join(here, 'own-time.mjs'), entry.href]
  const { stdout } = await runOrThrow(process.execPath, args)
  const { ours, raw } = JSON.parse(stdout) as { ours: number; raw: number }
  return (ours - raw) / raw
}

await runIfMain(import.meta.url, ownTime)
