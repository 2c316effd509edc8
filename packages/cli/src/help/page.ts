/** What the help says of a flag or an argument. */
export interface Entry {
  /** As it is typed: `--group <group>`. */
  readonly name: string
  readonly meaning: string
}

/** What there is to know of a command, for its help and its manual. */
export interface Page {
  /** In half a sentence. */
  readonly brief: string
  readonly more: string | undefined
  readonly examples: readonly string[]
  /** What follows its name: `[flags] <user>...`. */
  readonly usage: string
  readonly flags: readonly Entry[]
  /** Those that all commands take. */
  readonly common: readonly Entry[]
  readonly args: readonly Entry[]
}

/** What there is to know of what has commands below it. */
export interface Overview extends Pick<Page, 'brief' | 'examples' | 'common'> {
  readonly commands: readonly Entry[]
}

/** What is shown of a flag that a command takes. */
export interface ShownFlag {
  readonly kind: string
  readonly brief: string
  readonly placeholder?: string | undefined
  readonly optional?: boolean | undefined
  readonly variadic?: boolean | string | undefined
  readonly values?: readonly string[] | undefined
  /** What one that is on or off is when not given. */
  readonly default?: unknown
}

/** The same of an argument. */
export interface ShownArgument {
  readonly placeholder?: string | undefined
  readonly brief: string
  readonly optional?: boolean | undefined
}

/** The same of all arguments. */
export type ShownArguments =
  | { readonly kind: 'tuple'; readonly parameters: readonly ShownArgument[] }
  | {
      readonly kind: 'array'
      readonly parameter: ShownArgument
      readonly minimum?: number
      /** Shown in its place, where the first is another thing than those behind it. */
      readonly shown?: readonly [first: ShownArgument, others: ShownArgument]
    }

/** As flags are typed: `stopServers` is `--stop-servers`. */
export const typedFlag = (name: string): string =>
  `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`

/** What the help says of flags. */
export const flagEntries = (flags: Readonly<Record<string, ShownFlag>>): Entry[] =>
  Object.entries(flags).map(([name, flag]) => ({
    name: typedFlag(name) + valueOf(flag),
    meaning: meaningOf(name, flag),
  }))

function valueOf({ kind, placeholder, variadic, values }: ShownFlag): string {
  if (kind === 'boolean') return ''
  const value = ` <${placeholder ?? (values === undefined ? 'value' : 'one')}>`
  return variadic === true ? `${value}...` : value
}

function meaningOf(name: string, { brief, variadic, values, default: usual }: ShownFlag): string {
  if (usual === true) return `${brief}: done unless --no-${typedFlag(name).slice(2)}`
  if (values !== undefined) return `${brief}: ${values.join(', ')}`
  return typeof variadic === 'string' ? `${brief}; with commas, or several times` : brief
}

/** What the help says of arguments. */
export function argumentEntries(given: ShownArguments | undefined): Entry[] {
  if (given === undefined) return []
  const [first, ...others] = given.kind === 'array' ? (given.shown ?? []) : []
  if (first !== undefined) return [one(first), ...others.map(several)]
  return given.kind === 'array' ? [several(given.parameter)] : given.parameters.map(one)
}

const one = ({ placeholder = 'value', brief }: ShownArgument): Entry => ({
  name: `<${placeholder}>`,
  meaning: brief,
})

const several = ({ placeholder = 'value', brief }: ShownArgument): Entry => ({
  name: `<${placeholder}>...`,
  meaning: brief,
})

/** What follows a command's name. */
export function usageOf(
  flags: Readonly<Record<string, ShownFlag>>,
  given: ShownArguments | undefined,
): string {
  const needed = Object.entries(flags)
    .filter(([, { optional, kind }]) => optional !== true && kind !== 'boolean')
    .map(([name, flag]) => typedFlag(name) + valueOf(flag))
  const entries = argumentEntries(given).map(({ name }, at) =>
    isNeeded(given as ShownArguments, at) ? name : `[${name}]`,
  )
  return ['[flags]', ...needed, ...entries].join(' ')
}

const isNeeded = (given: ShownArguments, at: number): boolean =>
  given.kind === 'array' ? (given.minimum ?? 0) > at : given.parameters[at]?.optional !== true

/** A text as paragraphs, which go on over the ends of its lines. A line that begins with blanks is one of its own, and shown as it is. */
export const paragraphsOf = (text: string): string[] =>
  text
    .split(/\n(?= )|(?<=^ .*)\n/m)
    .map((part) => (part.startsWith(' ') ? part : part.replaceAll('\n', ' ')))
