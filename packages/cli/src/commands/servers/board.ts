import type { ServersEvent } from 'jupyterhub-client'
import { barOf } from '../../output/bar.ts'
import { harmless } from '../../output/harmless.ts'
import { cut, pad } from '../../output/width.ts'
import { printTarget } from '../server-target.ts'

/** A server that is under way. */
interface Row {
  readonly percent: number
  readonly says: string
}

/** How a set of servers is getting on. */
export interface Board {
  readonly total: number
  readonly done: number
  readonly failed: number
  /** Those that are under way, by name. */
  readonly rows: ReadonlyMap<string, Row>
}

const nameColumns = 24
const mostRows = 12

/** Before anything has happened. */
export const emptyBoard = (total: number): Board => ({ total, done: 0, failed: 0, rows: new Map() })

/** The board after something has happened. */
export function advance(board: Board, event: ServersEvent): Board {
  const name = printTarget(event)
  const rows = new Map(board.rows)
  switch (event.what) {
    case 'started':
      rows.set(name, { percent: 0, says: 'asked for' })
      return { ...board, rows }
    case 'progress': {
      const { percent: before = 0, says: said = '' } = rows.get(name) ?? {}
      const { progress: percent = before, message: says = said } = event.event ?? {}
      rows.set(name, { percent, says })
      return { ...board, rows }
    }
    case 'throttled':
      rows.delete(name)
      return { ...board, rows }
    case 'done':
      rows.delete(name)
      return { ...board, rows, done: board.done + 1 }
    case 'failed':
    case 'not_started':
      rows.delete(name)
      return { ...board, rows, failed: board.failed + 1 }
  }
}

/**
 * The board as lines of a terminal.
 *
 * @param columns - Width of the terminal.
 */
export function render({ total, done, failed, rows }: Board, columns: number): string[] {
  const shown = [...rows].slice(0, mostRows).map(([name, { percent, says }]) => {
    const label = pad(cut(harmless(name), nameColumns), nameColumns)
    return cut(`${label} ${barOf(percent)} ${harmless(says)}`, columns - 1)
  })
  const more = rows.size - shown.length
  const waiting = total - done - failed - rows.size
  const counts = [
    `${done} of ${total} done`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(more > 0 ? [`${more} more under way`] : []),
    ...(waiting > 0 ? [`${waiting} waiting`] : []),
  ]
  return [...shown, cut(counts.join(', '), columns - 1)]
}
