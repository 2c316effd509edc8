import { measure, start } from '../child.ts'
import { pairwise, samplesOf, spread } from '../stats.ts'
import type { Samples, Spread, Timed } from '../stats.ts'
import { table, withSpread } from '../table.ts'

/** How calls are made: one after the other, or some at a time. */
const modes = { sequential: 1, '16 at a time': 16 } as const
type Mode = keyof typeof modes

/** By mode: what a call took, and what ours took in proportion. */
export type Calls = Readonly<
  Record<Mode, { readonly micros: Record<string, Spread>; readonly ratios: Record<string, Spread> }>
>

/** Times calls of all clients against one server in a process of its own. */
export async function measureCalls(quick: boolean): Promise<Calls> {
  const server = await start<{ port: number }>('static-server')
  try {
    const url = `http://127.0.0.1:${server.answer.port}`
    const pace = quick
      ? { rounds: 15, warmUpRounds: 8, calls: 96 }
      : { rounds: 41, warmUpRounds: 8, calls: 96 }
    const run = async (mode: Mode) =>
      compare((await measure<Timed>('calls', { url, atATime: modes[mode], ...pace })).wall)
    // One after the other: on few cores they would measure each other.
    return { sequential: await run('sequential'), '16 at a time': await run('16 at a time') }
  } finally {
    server.stop()
  }
}

/** Ratios first: they are what carries over to another machine. */
export function renderCalls(calls: Calls): string[] {
  const { sequential, '16 at a time': parallel } = calls
  return [
    'Time per call: ours divided by theirs; below 1 we are faster',
    ...table([
      ['ours over', ...Object.keys(modes)],
      ...Object.entries(sequential.ratios).map(([name, ratio]) => [
        name,
        withSpread(ratio, 2),
        withSpread(parallel.ratios[name], 2),
      ]),
    ]),
    '',
    'Time per call, µs',
    ...table([
      ['', ...Object.keys(modes)],
      ...Object.entries(sequential.micros).map(([name, micros]) => [
        name,
        withSpread(micros, 0),
        withSpread(parallel.micros[name], 0),
      ]),
    ]),
  ]
}

function compare(samples: Samples): Calls[Mode] {
  const names = Object.keys(samples)
  const others = names.filter((name) => name !== 'ours')
  const ratio = (other: string) => pairwise(samples, 'ours', other, (ours, its) => ours / its)
  return {
    micros: Object.fromEntries(names.map((name) => [name, spread(samplesOf(samples, name))])),
    ratios: Object.fromEntries(others.map((other) => [other, ratio(other)])),
  }
}
