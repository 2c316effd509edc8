/** Headers that a hub answers with. */
export const hubHeaders: Readonly<Record<string, string>>
/** JSON of the user of that name. */
export function userJson(name: string): string
