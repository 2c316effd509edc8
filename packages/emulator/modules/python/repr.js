/** How Python prints a value that came as JSON: the hub's errors show such. */
export function repr(value) {
  if (value === null || value === undefined) return 'None'
  if (value === true) return 'True'
  if (value === false) return 'False'
  if (typeof value === 'string') return quote(value)
  if (Array.isArray(value)) return `[${value.map(repr).join(', ')}]`
  if (typeof value === 'object') {
    const entries = Object.entries(value).map(([key, item]) => `${quote(key)}: ${repr(item)}`)
    return `{${entries.join(', ')}}`
  }
  return JSON.stringify(value)
}
/** How Python prints the type of a value that came as JSON. */
export function reprType(value) {
  return `<class '${typeName(value)}'>`
}
/** Whether Python takes a value that came as JSON for true. */
export function isTruthy(value) {
  if (Array.isArray(value)) return value.length > 0
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0
  return Boolean(value)
}
/** Whether a value is what Python reads from a JSON object. */
export function isDict(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
/** The name of the Python type that a JSON value is read as. */
export function typeName(value) {
  if (value === null || value === undefined) return 'NoneType'
  if (Array.isArray(value)) return 'list'
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float'
  return { string: 'str', boolean: 'bool' }[typeof value] ?? 'dict'
}
function quote(text) {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'"
  const body = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\t', '\\t')
  return mark + (mark === "'" ? body.replaceAll("'", "\\'") : body) + mark
}
//# sourceMappingURL=repr.js.map
