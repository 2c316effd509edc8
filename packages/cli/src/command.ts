import { buildCommand } from '@stricli/core'
import type {
  Command,
  CommandContext,
  FlagParametersForType,
  TypedPositionalParameters,
} from '@stricli/core'
import type { JupyterHub } from 'jupyterhub-client'
import { proposalsFor } from './completion/proposals.ts'
import type { ExitCode } from './exit-codes.ts'
import { argumentEntries, flagEntries, usageOf } from './help/page.ts'
import type { Entry, Page, ShownArguments, ShownFlag } from './help/page.ts'
import { printPage } from './help/print-page.ts'
import type { Io } from './io.ts'
import type { Out } from './output/out.ts'

/** What a command that asks no hub works with. */
export interface Desk<F> {
  readonly io: Io
  readonly out: Out
  readonly flags: F
  /** Whether to tell more of what goes on. */
  readonly debug: boolean
  /** Given to what is not to be known before the command runs: which hub to explain an error by. */
  readonly asking: (hub: JupyterHub) => void
}

/** What a command works with. */
export interface Stage<F> extends Desk<F> {
  readonly hub: JupyterHub
  /** Ends what is under way at Ctrl-C; for the last argument of calls. */
  readonly signal: AbortSignal
}

/** What a command does; nothing given back means that all went well. */
export type Verb<F, A extends readonly unknown[] = [], S = Stage<F>> = (
  stage: S,
  ...args: A
) => Promise<ExitCode | void>

/** What every command takes. */
export interface CommonFlags {
  readonly hub?: string | undefined
  readonly debug?: boolean | undefined
}

/** What stricli hands to commands. */
export interface Context extends CommandContext {
  readonly io: Io
  /** What the command ended with. */
  exitCode?: ExitCode
  /** Where words are completed: the hub that is named, and whether names of files are wanted. */
  completing?: { readonly hub: string | undefined; files: boolean }
}

/** A command, all but what it does. */
export interface CommandSpec<F extends object, A extends readonly unknown[]> {
  /** What it does, in half a sentence. */
  readonly brief: string
  /** Command lines; all are tried in tests. */
  readonly examples: readonly string[]
  readonly more?: string
  readonly flags?: FlagParametersForType<F, Context>
  readonly positional?: TypedPositionalParameters<A, Context>
}

type Flags<F> = F & CommonFlags

/** A command that asks the hub. What it does is loaded on use. */
export function hubCommand<F extends object, A extends readonly unknown[] = []>(
  spec: CommandSpec<F, A>,
  load: () => Promise<Verb<F, A>>,
): Documented {
  const others = namesAfter(spec.positional)
  return build(spec, async () => {
    const [verb, { playOnHub }] = await Promise.all([load(), import('./play.ts')])
    return async function play(this: Context, flags: Flags<F>, ...args: A): Promise<void> {
      this.exitCode = await playOnHub(this.io, flags, async (stage) => {
        if (others === undefined) return verb(stage, ...args)
        const { givenNames } = await import('./commands/given-names.ts')
        return verb(stage, ...(await givenNames(this.io, args, others)))
      })
    }
  })
}

/** From which argument on a command takes names of a kind, any number of them. */
function namesAfter(positional: ShownArguments | undefined): number | undefined {
  if (positional?.kind !== 'array') return undefined
  return positional.shown === undefined ? 0 : 1
}

/** A command that asks no hub, or finds out for itself which. */
export function localCommand<F extends object, A extends readonly unknown[] = []>(
  spec: CommandSpec<F, A>,
  load: () => Promise<Verb<F, A, Desk<F & CommonFlags>>>,
): Documented {
  return build(spec, async () => {
    const [verb, { playAtDesk }] = await Promise.all([load(), import('./play.ts')])
    return async function play(this: Context, flags: Flags<F>, ...args: A): Promise<void> {
      this.exitCode = await playAtDesk(this.io, flags, (desk) => verb(desk, ...args))
    }
  })
}

type Play<F, A extends readonly unknown[]> = (
  this: Context,
  flags: Flags<F>,
  ...args: A
) => Promise<void>

function build<F extends object, A extends readonly unknown[]>(
  { brief, examples, more, flags, positional }: CommandSpec<F, A>,
  loader: () => Promise<Play<F, A>>,
): Documented {
  const parameters = { flags: { ...flags, ...commonFlags }, positional }
  // stricli checks no more at run time, and each command's flags have been checked above.
  const command = buildCommand({ docs: { brief }, parameters, loader } as never)
  const own = (flags ?? {}) as Readonly<Record<string, ShownFlag>>
  const given = positional as ShownArguments | undefined
  const page = (): Page => ({
    brief,
    more,
    examples,
    usage: usageOf(own, given),
    args: argumentEntries(given),
    flags: flagEntries(own),
    common: commonEntries,
  })
  const formatHelp: Command<Context>['formatHelp'] = ({ prefix, ansiColor }) =>
    printPage(page(), prefix.join(' '), ansiColor)
  return { ...command, formatHelp, page }
}

/** A command that tells what there is to know of it. */
export interface Documented extends Command<Context> {
  readonly page: () => Page
}

const text = (input: string): string => input

const commonFlags = {
  hub: {
    kind: 'parsed',
    parse: text,
    optional: true,
    placeholder: 'hub',
    proposeCompletions: proposalsFor('hub'),
    brief: 'Name of the hub, as jhub hubs list shows it; also JHUB_HUB',
  },
  debug: {
    kind: 'boolean',
    optional: true,
    withNegated: false,
    brief: 'Show each request on stderr, without secrets',
  },
} as const

/** What the help says of them. */
export const commonEntries: readonly Entry[] = [
  ...flagEntries(commonFlags),
  { name: '--help, -h', meaning: 'Show this' },
]
