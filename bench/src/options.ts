import { parseArgs } from 'node:util'

/** What to measure, and how thoroughly. */
export interface Options {
  /** File for the results. */
  readonly json: string | undefined
  /** Fewer rounds: a look, not a result. */
  readonly quick: boolean
  /** Start a real hub. */
  readonly hub: boolean
}

const help = `Measures jupyterhub-client and jupyterhub-emulator on this machine. Build it first: npm run build

  npm run bench                    everything, in about three minutes
  npm run bench -- --quick         fewer rounds
  npm run bench -- --no-hub        without a real hub
  npm run bench -- --json FILE     write the results to FILE, too

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
        quick: { type: 'boolean', default: false },
        'no-hub': { type: 'boolean', default: false },
      },
    })
    if (values.help) return { say: help }
    return { json: values.json, quick: values.quick, hub: !values['no-hub'] }
  } catch (error) {
    process.exitCode = 2
    return { say: `${(error as Error).message}\n\n${help}` }
  }
}
