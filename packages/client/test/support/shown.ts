import { inspect } from 'node:util'

/** Everything that a program could print of a value: what any log might hold. */
export function shown(value: unknown): string {
  const texts = [inspect(value, { depth: 10, showHidden: true, getters: true }), String(value)]
  texts.push(JSON.stringify(value) ?? '')
  walk(value, texts, new Set())
  return texts.join('\n')
}

function walk(value: unknown, texts: string[], seen: Set<unknown>): void {
  if (typeof value === 'string') texts.push(value)
  const isObject = (typeof value === 'object' && value !== null) || typeof value === 'function'
  if (!isObject || seen.has(value) || seen.size > 5000) return
  seen.add(value)
  if (value instanceof Headers || value instanceof Map || value instanceof Set) {
    for (const entry of value) walk(entry, texts, seen)
  }
  for (const key of Reflect.ownKeys(value)) {
    texts.push(String(key))
    const { value: held } = Object.getOwnPropertyDescriptor(value, key) ?? {}
    walk(held, texts, seen)
  }
}
