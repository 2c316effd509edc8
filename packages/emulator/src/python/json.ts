/** Writes JSON as Python's `json.dumps` does: ASCII only, with spaces after commas and colons. */
export function dumps(value: unknown): string {
  if (typeof value === 'string') return dumpText(value)
  if (Array.isArray(value)) return dumpArray(value)
  if (typeof value === 'object' && value !== null) return dumpObject(value)
  return JSON.stringify(value) ?? 'null'
}

function dumpArray(items: readonly unknown[]): string {
  let text = ''
  for (const item of items) text += text === '' ? dumps(item) : `, ${dumps(item)}`
  return `[${text}]`
}

function dumpObject(value: object): string {
  let text = ''
  for (const key of Object.keys(value)) {
    const item: unknown = Reflect.get(value, key)
    if (item === undefined) continue
    text += `${text === '' ? '' : ', '}${dumpText(key)}: ${dumps(item)}`
  }
  return `{${text}}`
}

function dumpText(text: string): string {
  // What most texts are like, and long lists are made of.
  if (/^[ !#-[\]-~]*$/.test(text)) return `"${text}"`
  const json = JSON.stringify(text)
  return /^[\x20-\x7e]*$/.test(json) ? json : json.replaceAll(/[^\x20-\x7e]/g, escape)
}

const escape = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
