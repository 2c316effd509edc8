import { parseSeconds, parseSecondsOrNone } from '../duration.ts'
import { listProposalsFor, proposalsFor } from '../completion/proposals.ts'
import type { Kind } from '../completion/sources.ts'
import { usageError } from '../errors/cli-error.ts'

const asIs = (input: string): string => input

/** What commands take that show things. */
export const outputFlags = {
  json: {
    kind: 'parsed',
    parse: asIs,
    inferEmpty: true,
    optional: true,
    placeholder: 'fields',
    brief: 'As JSON, with these fields; alone, it says which there are',
  },
  csv: {
    kind: 'boolean',
    optional: true,
    withNegated: false,
    brief: 'As CSV, for a spreadsheet',
  },
} as const

/** What destructive commands take. */
export const yesFlag = {
  yes: { kind: 'boolean', optional: true, withNegated: false, brief: 'Do not ask' },
} as const

/** A flag that is there or not. */
export const switchFlag = <const B extends string>(brief: B) =>
  ({ kind: 'boolean', optional: true, withNegated: false, brief }) as const

/** A flag with a text. What it is called in the help says what it is completed by, as for arguments. */
export const textFlag = <const B extends string>(brief: B, placeholder: string) =>
  ({
    kind: 'parsed',
    parse: asIs,
    optional: true,
    placeholder,
    brief,
    proposeCompletions: proposalsFor(placeholder),
  }) as const

/** A flag with texts: with commas, or given several times. */
export const listFlag = <const B extends string>(brief: B, placeholder: string) =>
  ({
    kind: 'parsed',
    parse: asIs,
    optional: true,
    variadic: ',',
    placeholder,
    brief,
    proposeCompletions: listProposalsFor(placeholder),
  }) as const

/** A flag with seconds, which may be given as `90m`, `12h` or `30d`. */
export const durationFlag = <const B extends string>(brief: B) =>
  ({ kind: 'parsed', parse: parseSeconds, optional: true, placeholder: 'time', brief }) as const

/** The same, where `0` says that there is no limit. */
export const limitFlag = <const B extends string>(brief: B) =>
  ({
    kind: 'parsed',
    parse: parseSecondsOrNone,
    optional: true,
    placeholder: '30d',
    brief,
  }) as const

/** A flag that is on or off, with what it is when not given. */
export const onOffFlag = <const B extends string, const D extends boolean>(brief: B, value: D) =>
  ({ kind: 'boolean', default: value, brief }) as const

/** A flag with a whole number above 0. */
export const countFlag = <const B extends string>(brief: B) =>
  ({ kind: 'parsed', parse: parseCount, optional: true, placeholder: 'n', brief }) as const

/** The same, where `0` is allowed and means what the brief says. */
export const limitCountFlag = <const B extends string>(brief: B) =>
  ({ kind: 'parsed', parse: parseCountOrNone, optional: true, placeholder: 'n', brief }) as const

/**
 * A name, or another text, that has to be given.
 *
 * @param kind - What it is completed by, if what it is called in the help does not say it.
 */
export const argument = (placeholder: string, brief: string, kind?: Kind) => ({
  parse: asIs,
  placeholder,
  brief,
  proposeCompletions: proposalsFor(placeholder, kind && [kind]),
})

/** A text that may be given. */
export const optionalArgument = (placeholder: string, brief: string) =>
  ({ ...argument(placeholder, brief), optional: true }) as const

/** Exactly these arguments. */
export const tuple = <const P extends readonly unknown[]>(...parameters: P) =>
  ({ kind: 'tuple', parameters }) as const

const orOnStdin = '; - for those on stdin, one a line'

/** Any number of arguments of a kind. */
export const zeroOrMore = (placeholder: string, brief: string, kind?: Kind) =>
  ({ kind: 'array', parameter: argument(placeholder, `${brief}${orOnStdin}`, kind) }) as const

/** One argument or more of a kind. */
export const oneOrMore = (placeholder: string, brief: string, kind?: Kind) =>
  ({ ...zeroOrMore(placeholder, brief, kind), minimum: 1 }) as const

/**
 * One thing, and then others that belong to it.
 *
 * @param placeholder - What they are called where words are completed.
 */
export const oneAndOthers = (placeholder: string, minimum: number, first: Shown, others: Shown) =>
  ({
    kind: 'array',
    parameter: argument(placeholder, ''),
    minimum,
    shown: [first, { ...others, brief: `${others.brief}${orOnStdin}` }],
  }) as const

interface Shown {
  readonly placeholder: string
  readonly brief: string
}

function parseCount(input: string): number {
  if (!/^[1-9]\d{0,8}$/.test(input)) throw usageError('a number above 0 is needed')
  return Number(input)
}

const parseCountOrNone = (input: string): number => (input === '0' ? 0 : parseCount(input))
