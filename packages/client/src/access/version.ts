/**
 * Whether a hub's version (PEP 440: `5.5.1`, `6.0.0b2`) is that of a release, or newer. A pre-release counts as the
 * release that it leads to, as it has its features; what cannot be read counts as the newest.
 */
export function isAtLeast(version: string, release: string): boolean {
  const has = numbersOf(version)
  const needs = numbersOf(release)
  for (const [index, needed] of needs.entries()) {
    const number = has[index] ?? 0
    if (number !== needed) return number > needed
  }
  return true
}

function numbersOf(version: string): number[] {
  const release = /^v?(\d+(?:\.\d+)*)/.exec(version)?.[1]
  return release === undefined ? [Infinity] : release.split('.').map(Number)
}
