import { knownDifferences } from './known-differences.ts'

/** What a target made of the suites. */
export interface Standing {
  /** What the target is called: `6.0.1`, or with what else is said of it: `emulator 6.0.1 by fetch`. */
  readonly label: string
  /** The behaviours that the suites have for it. */
  readonly behaviours: readonly Behaviour[]
}

/** What a suite says of a target, and whether it is so. */
export interface Behaviour {
  readonly name: string
  readonly passed: boolean
}

/** Whether a target is no real hub. */
const isEmulated = ({ label }: Standing): boolean => label.startsWith('emulator ')

const versionIn = (label: string): string => /\d+\.\d+\.\d+/.exec(label)?.[0] ?? label

const realHub = 'real hub'

const kindOf = (label: string): string =>
  label === versionIn(label) ? realHub : label.replace(`${versionIn(label)} `, '')

/** How many behaviours a target has. */
export const passedBy = ({ behaviours }: Standing): number =>
  behaviours.filter(({ passed }) => passed).length

/** A table of how many behaviours each kind of target has, by version. */
export function standingsTable(standings: readonly Standing[]): string[] {
  const versions = [...new Set(standings.map(({ label }) => versionIn(label)))]
  const kinds = [...new Set(standings.map(({ label }) => kindOf(label)))]
  const of = (kind: string, version: string): string => {
    const found = standings.find(
      ({ label }) => kindOf(label) === kind && versionIn(label) === version,
    )
    return found === undefined ? '' : String(passedBy(found))
  }
  const counts = versions.map(() => String(Object.keys(knownDifferences).length))
  const rows: readonly (readonly [name: string, cells: readonly string[]])[] = [
    ['behaviours passed', versions],
    ...kinds.map((kind) => [kind, versions.map((version) => of(kind, version))] as const),
    // In these, emulated hubs passed by not being like a real one.
    ...(standings.some(isEmulated) ? [['known to differ', counts] as const] : []),
  ]
  const width = Math.max(...rows.map(([name]) => name.length))
  return rows.map(([name, cells]) =>
    `${name.padEnd(width)}  ${cells.map((cell) => cell.padStart(6)).join('  ')}`.trimEnd(),
  )
}

/** What is wrong with the standings as a whole, each in a sentence. */
export function problemsOf(standings: readonly Standing[]): string[] {
  return [...standings.filter(isEmulated).flatMap(obsoleteIn), ...unequal(standings)]
}

function obsoleteIn({ label, behaviours }: Standing): string[] {
  return Object.keys(knownDifferences).flatMap((difference) => {
    const found = behaviours.find(({ name }) => name === difference)
    if (found?.passed) return []
    const why = found === undefined ? 'has nothing called' : 'is like the real hub in'
    return `${label} ${why} “${difference}”: remove it from the known differences`
  })
}

/** The suites say as much of every target of a version: the numbers differ if something was not run on one of them. */
function unequal(standings: readonly Standing[]): string[] {
  const real = new Map(
    standings
      .filter(({ label }) => kindOf(label) === realHub)
      .map((standing) => [versionIn(standing.label), passedBy(standing)]),
  )
  return standings.flatMap((standing) => {
    const expected = real.get(versionIn(standing.label))
    const passed = passedBy(standing)
    return expected === undefined || expected === passed
      ? []
      : `${standing.label} has ${passed} behaviours, and the real hub ${expected}`
  })
}
