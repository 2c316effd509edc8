/** What stands for a value that no other hub has: `${token:ada}`, or `${uri:token:ada}` where it is percent-encoded. */
const placeholder = /\$\{(uri:)?([^}]+)\}/g

/** Shorter values are words of their own, such as the id of a token; longer ones are found anywhere. */
const longLength = 12

/** Names of the values of one hub that another has others of: secrets, ids, addresses. */
export class Ledger {
  readonly #values = new Map<string, string>()
  /** Placeholders, by what they stand for. */
  readonly #placeholders = new Map<string, string>()
  #pattern: RegExp | undefined

  constructor(known: Readonly<Record<string, string>>) {
    for (const [name, value] of Object.entries(known)) this.bind(name, value)
  }

  /** Gives a value a name. Of many, the first is the one that it is hidden by. */
  bind(name: string, value: string): void {
    if (!this.#values.has(name)) this.#values.set(name, value)
    if (this.#placeholders.has(value)) return
    this.#placeholders.set(encodeURIComponent(value), `\${uri:${name}}`)
    this.#placeholders.set(value, `\${${name}}`)
    this.#pattern = undefined
  }

  /** Puts placeholders in the place of values. */
  hide(text: string): string {
    this.#pattern ??= patternOf([...this.#placeholders.keys()])
    return text.replaceAll(this.#pattern, (value) => this.#placeholders.get(value) ?? value)
  }

  /** Puts values in the place of placeholders. One for which there is none stays: what should have told it did not. */
  fill(text: string): string {
    return text.replaceAll(placeholder, (whole, uri: string | undefined, name: string) => {
      const value = this.#values.get(name)
      if (value === undefined) return whole
      return uri === undefined ? value : encodeURIComponent(value)
    })
  }
}

/** Finds any of some values; of two that begin alike, the longer. */
function patternOf(values: readonly string[]): RegExp {
  const sorted = values.toSorted((one, other) => other.length - one.length)
  const [long, short] = [
    sorted.filter(({ length }) => length >= longLength),
    sorted.filter(({ length }) => length < longLength),
  ]
  const words = String.raw`(?<![\w${'$'}{:.-])(?:${alternatives(short)})(?![\w-])`
  return new RegExp(`${alternatives(long)}|${words}`, 'g')
}

const alternatives = (values: readonly string[]): string =>
  values.map((value) => value.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`)).join('|')
