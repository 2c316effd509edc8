/** Makes the table of what hubs of a version have. Of two paths that match, the first is taken. */
export function makeTable(all, traits) {
  const rows = new Map()
  for (const route of all) {
    if (!isOf(route, traits)) continue
    const row = rows.get(route.path) ?? makeRow(route.path)
    rows.set(route.path, row)
    row.routes.set(route.method, route)
  }
  return (path) => {
    for (const { pattern, names, routes } of rows.values()) {
      const match = pattern.exec(path)
      if (match !== null) return { routes, params: paramsOf(names, match) }
    }
    return undefined
  }
}
/** Whether hubs of a version have something. */
export const isOf = ({ needs, unless }, traits) =>
  (needs === undefined || traits[needs]) && (unless === undefined || !traits[unless])
const makeRow = (path) => ({ ...patternOf(path), routes: new Map() })
/** What a path with names in it matches. */
export function patternOf(path) {
  const names = []
  const source = path
    .split(/(\{\w+[?*]?\})/)
    .map((part) => {
      const [, name, mark] = /^\{(\w+)([?*]?)\}$/.exec(part) ?? []
      if (name === undefined) return part.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`)
      names.push(name)
      return { '?': '([^/]*)', '*': '(.*)' }[mark ?? ''] ?? '([^/]+)'
    })
    .join('')
  return { pattern: new RegExp(`^${source}$`), names }
}
const paramsOf = (names, [, ...values]) =>
  Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(values[index] ?? '')]))
//# sourceMappingURL=table.js.map
