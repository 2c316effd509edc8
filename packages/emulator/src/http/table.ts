import type { Traits } from '../versions.ts'
import type { Params } from './call.ts'
import type { Route } from './route.ts'

/** What there is at a path. */
export interface Found {
  /** By method. */
  readonly routes: ReadonlyMap<string, Route>
  readonly params: Params
}

/** Finds what there is at a path, below the hub's base URL and still encoded; `undefined`: nothing. */
export type Find = (path: string) => Found | undefined

interface Row {
  readonly pattern: RegExp
  readonly names: readonly string[]
  readonly routes: Map<string, Route>
}

/** Makes the table of what hubs of a version have. Of two paths that match, the first is taken. */
export function makeTable(all: readonly Route[], traits: Traits): Find {
  const rows = new Map<string, Row>()
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
export const isOf = ({ needs, unless }: Route, traits: Traits): boolean =>
  (needs === undefined || traits[needs]) && (unless === undefined || !traits[unless])

const makeRow = (path: string): Row => ({ ...patternOf(path), routes: new Map() })

/** What a path with names in it matches. */
export function patternOf(path: string): Pick<Row, 'pattern' | 'names'> {
  const names: string[] = []
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

const paramsOf = (names: readonly string[], [, ...values]: RegExpExecArray): Params =>
  Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(values[index] ?? '')]))
