/** What the hub gives where nobody says what to share. */
export const defaultScopes: readonly string[] = ['access:servers']

/** A scope without its filter: those that are shared hold for their server alone. */
export const withoutFilter = (scope: string): string => scope.replace(/!.*/s, '')
