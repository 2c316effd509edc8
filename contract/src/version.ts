import type { Operation } from 'jupyterhub-client'

/** Whether a hub's version is that of a release, or newer. A pre-release counts as its release. */
export function isAtLeast(version: string, release: string): boolean {
  const has = numbersOf(version)
  const needs = numbersOf(release)
  const differing = needs.findIndex((number, index) => number !== (has[index] ?? 0))
  return differing === -1 || (has[differing] ?? 0) > (needs[differing] ?? 0)
}

/** Whether a hub of that version has an operation, by the table. */
export function hasOperation(version: string, { since = '0', until }: Operation): boolean {
  return isAtLeast(version, since) && (until === undefined || !isAtLeast(version, until))
}

const numbersOf = (version: string): number[] =>
  (/^\d+(?:\.\d+)*/.exec(version)?.[0] ?? '').split('.').map(Number)
