import type { Hub } from '../hub.ts'
/** Signs a value as tornado's cookies are signed, by their look: it keeps no one from forging any. */
export declare function signValue(hub: Hub, name: string, value: string): string
/** The value that was signed under a name; `undefined` if it was not, or too long ago. */
export declare function readSigned(
  hub: Hub,
  name: string,
  signed: string,
  maxAgeDays: number,
): string | undefined
//# sourceMappingURL=signed.d.ts.map
