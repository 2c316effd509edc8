import { expandScopes } from 'jupyterhub-client'
import { isAtLeast } from '../../src/version.ts'
import type { Holder } from './scene.ts'

/** Holders whose scopes the hub and `expandScopes` do not expand in the same way, each in a line. */
export function wronglyExpanded(version: string, holders: readonly Holder[]): string[] {
  return holders.flatMap(({ name, scopes = [], identity }) => {
    const user = identity.name
    const expanded = expandScopes([...scopes, ...identifying(version)], { version, user })
    const told = identity.scopes ?? []
    const more = expanded.filter((scope) => !told.includes(scope))
    const less = told.filter((scope) => !expanded.includes(scope))
    if (more.length + less.length === 0) return []
    return [`${version}, ${name}: too many ${more.join(' ')}, missing ${less.join(' ')}`]
  })
}

/** What every token may do, so that it can say who it belongs to. */
function identifying(version: string): string[] {
  return isAtLeast(version, '3.0') ? ['read:users:name!user', 'read:users:groups!user'] : []
}

/** Those whose scopes are known, and stand for themselves. */
export function withOwnScopes(holders: readonly Holder[]): Holder[] {
  return holders.filter(({ scopes }) => scopes !== undefined && !scopes.includes('inherit'))
}
