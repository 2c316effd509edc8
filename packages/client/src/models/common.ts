/**
 * A moment as the hub writes it: ISO 8601 in UTC with a literal `Z`, with six digits of a second or none
 * (`2026-11-23T08:00:00.123456Z`, `2026-11-23T08:00:00Z`). `new Date(timestamp)` reads it, to the millisecond.
 *
 * @see https://github.com/jupyterhub/jupyterhub/blob/main/jupyterhub/utils.py `isoformat`
 */
export type Timestamp = string

/**
 * Any other string: keeps the known literals of a union in completion while values that a newer hub
 * may send still fit.
 */
export type OtherString = string & Record<never, never>

/** What is under way on a server: `rename` since hub 6.0; `check` only while a hub starts up. */
export type Pending = 'spawn' | 'stop' | 'check' | 'rename' | OtherString | null
