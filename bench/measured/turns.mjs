import { createInterface } from 'node:readline'
import { answer } from './process.mjs'

/**
 * Takes turns until the driver closes standard input: a line there says what to do, a line on standard output what came of
 * it. The first line says that this process is ready, or what it lacks.
 */
export async function takeTurns(turn, ready = {}) {
  answer(ready)
  for await (const line of createInterface({ input: process.stdin })) {
    answer(await turn(JSON.parse(line)))
  }
}
