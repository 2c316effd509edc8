import type { Hub } from '../hub.ts'
/** Notes that something was used, but not more often than every half minute or so. */
export declare function recordUse(
  { clock, config }: Hub,
  used: {
    lastActivity: number | null
  },
): void
//# sourceMappingURL=record-use.d.ts.map
