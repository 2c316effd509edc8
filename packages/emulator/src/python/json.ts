/** Writes JSON as Python's `json.dumps` does: ASCII only, with spaces after commas and colons. */
export function dumps(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (typeof value === 'string') return dumpText(value)
  if (Array.isArray(value)) return dumpArray(value)
  return typeof value === 'object' ? dumpObject(value) : (JSON.stringify(value) ?? 'null')
}

function dumpArray(items: readonly unknown[]): string {
  let text = '['
  for (let index = 0; index < items.length; index += 1) {
    text += index === 0 ? dumps(items[index]) : `, ${dumps(items[index])}`
  }
  return `${text}]`
}

function dumpObject(value: object): string {
  let text = ''
  for (const key of Object.keys(value)) {
    const item = (value as Readonly<Record<string, unknown>>)[key]
    if (item !== undefined) text += `${text === '' ? '{' : ', '}${dumpKey(key)}${dumps(item)}`
  }
  return text === '' ? '{}' : `${text}}`
}

/** Most objects have the same few keys. */
function dumpKey(key: string): string {
  const known = keys.get(key)
  if (known !== undefined) return known
  const text = `${dumpText(key)}: `
  if (keys.size < 1000) keys.set(key, text)
  return text
}

const keys = new Map<string, string>()

function dumpText(text: string): string {
  // What most texts are like, and long lists are made of.
  if (/^[ !#-[\]-~]*$/.test(text)) return `"${text}"`
  const json = JSON.stringify(text)
  return /^[\x20-\x7e]*$/.test(json) ? json : json.replaceAll(/[^\x20-\x7e]/g, escape)
}

const escape = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
