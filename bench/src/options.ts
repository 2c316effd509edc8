import { parseArgs } from 'node:util'
import { isPart, parts } from './parts.ts'
import type { Part } from './parts.ts'

/** What to measure, and how thoroughly. */
export interface Options {
  /** File for the results. */
  readonly json: string | undefined
  /** Fewer rounds: a look, not a result. */
  readonly quick: boolean
  readonly only: readonly Part[]
  /** Write the figures into the docs and the README. */
  readonly write: boolean
}

const help = `Measures jupyterhub-client and jupyterhub-emulator on this machine. Build it first: npm run build

  npm run bench                    everything, in less than ten minutes
  npm run bench -- --quick         fewer rounds
  npm run bench -- --no-hub        without a real hub
  npm run bench -- --only A,B      some parts: ${parts.join(', ')}
  npm run bench -- --json FILE     write the results to FILE, too
  npm run bench -- --write         write the figures into docs/benchmarks.md and the README, too

Ends with 1 if a budget is broken.
`

/** @returns What to say instead of measuring, if help was asked for or an option does not exist. */
export function readOptions(args: readonly string[]): Options | { readonly say: string } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        help: { type: 'boolean', short: 'h' },
        json: { type: 'string' },
        only: { type: 'string' },
        quick: { type: 'boolean', default: false },
        write: { type: 'boolean', default: false },
        'no-hub': { type: 'boolean', default: false },
      },
    })
    if (values.help) return { say: help }
    const { json, quick, write } = values
    const only = partsIn(values.only).filter((part) => part !== 'jobs' || !values['no-hub'])
    if (write && (quick || only.length < parts.length)) {
      throw new Error('--write takes a whole run: what is in the docs comes from one.')
    }
    return { json, quick, write, only }
  } catch (error) {
    process.exitCode = 2
    return { say: `${(error as Error).message}\n\n${help}` }
  }
}

function partsIn(list: string | undefined): Part[] {
  if (list === undefined) return [...parts]
  const wanted = list.split(',')
  const unknown = wanted.filter((part) => !isPart(part))
  if (unknown.length > 0) throw new Error(`There is no part ${unknown.join(', ')}.`)
  return wanted.filter(isPart)
}
