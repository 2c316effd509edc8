import { intersectScopes } from 'jupyterhub-client'

/** Scopes without those that others hold within them. */
export const widest = (scopes: readonly string[]): string[] =>
  scopes.filter((scope) => !scopes.some((other) => other !== scope && isWithin(scope, other)))

const isWithin = (scope: string, other: string): boolean =>
  intersectScopes([scope], [other]).includes(scope)
