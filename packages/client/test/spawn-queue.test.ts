import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { afterEnd, afterStart, afterThrottle, hasRoom, newQueue } from '../src/lifecycle/queue.ts'
import type { Queue } from '../src/lifecycle/queue.ts'

/** Starts as many as may, a little apart. */
function fill(queue: Queue, now: number): [Queue, number] {
  let [full, time] = [queue, now]
  while (full.active < full.limit) {
    time = Math.max(time, full.startAt)
    expect(hasRoom(full, time)).toBe(true)
    full = afterStart(full, time)
  }
  return [full, time]
}

describe('a queue of starts', () => {
  test('spreads them, up to what the caller allows', () => {
    const [full, now] = fill(newQueue(4), 0)
    expect(now).toBe(150)
    expect(hasRoom(full, 1e9)).toBe(false)
    expect(hasRoom(afterEnd(full, now), now + 50)).toBe(true)
  })

  test('of what the hub does not refuse is filled at once', () => {
    const [full, now] = fill(newQueue(4, 0), 0)
    expect(full.active).toBe(4)
    expect(now).toBe(0)
  })

  test('takes what goes on for the limit when one is put off', () => {
    const [full, now] = fill(newQueue(6), 0)
    const slower = afterThrottle(full, now, 30_000)
    expect(slower).toMatchObject({ active: 5, limit: 5 })
    // One may follow on another, without waiting.
    expect(hasRoom(afterEnd(slower, now + 1000), now + 1000)).toBe(true)
  })

  test('tries for more only after the time that the hub asked for, one at a time', () => {
    const [full, now] = fill(newQueue(6), 0)
    const slower = afterThrottle(full, now, 30_000)
    expect(afterEnd(slower, now + 29_999).limit).toBe(5)
    const raised = afterEnd(slower, now + 30_000)
    expect(raised.limit).toBe(6)
    expect(afterEnd({ ...raised, active: 6, limit: 5 }, now + 30_001).limit).toBe(5)
  })

  test('waits for as long as the hub asks when nothing of its own goes on', () => {
    const alone = afterThrottle(afterStart(newQueue(5), 0), 10, 30_000)
    expect(alone).toMatchObject({ active: 0, limit: 1 })
    expect(hasRoom(alone, 30_009)).toBe(false)
    expect(hasRoom(alone, 30_010)).toBe(true)
  })

  test('waits for ten seconds when too many run, as an end of a start makes no room then', () => {
    const [full, now] = fill(newQueue(3), 0)
    const slower = afterThrottle(full, now)
    expect(hasRoom(slower, now + 9_999)).toBe(false)
    expect(hasRoom(slower, now + 10_000)).toBe(false)
    expect(hasRoom(afterEnd(slower, now + 100), now + 10_000)).toBe(true)
  })

  test('never allows more than the caller, nor less than one, whatever happens', () => {
    const step = fc.record({
      kind: fc.constantFrom('start', 'end', 'throttle'),
      ms: fc.nat({ max: 40_000 }),
      retryAfterMs: fc.option(fc.nat({ max: 60_000 }), { nil: undefined }),
    })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.array(step), (concurrency, steps) => {
        let queue = newQueue(concurrency)
        let now = 0
        for (const { kind, ms, retryAfterMs } of steps) {
          now += ms
          if (kind === 'start' && hasRoom(queue, now)) queue = afterStart(queue, now)
          if (kind === 'end' && queue.active > 0) queue = afterEnd(queue, now)
          if (kind === 'throttle' && queue.active > 0) {
            queue = afterThrottle(queue, now, retryAfterMs)
          }
          expect(queue.active).toBeGreaterThanOrEqual(0)
          expect(queue.active).toBeLessThanOrEqual(concurrency)
          expect(queue.limit).toBeGreaterThanOrEqual(1)
          expect(queue.limit).toBeLessThanOrEqual(concurrency)
        }
        // It comes to rest, and goes on some day.
        while (queue.active > 0) queue = afterEnd(queue, now)
        expect(hasRoom(queue, Math.max(now, queue.startAt))).toBe(true)
      }),
    )
  })
})
