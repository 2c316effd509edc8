import { expect, test } from 'vitest'
import { relativeTime } from '../src/output/relative-time.ts'

const now = Date.parse('2026-01-15T12:00:00Z')
const day = 24 * 3600
const at = (seconds: number): string =>
  relativeTime(new Date(now + seconds * 1000).toISOString(), now)

test.each([
  [30 * day, 'in 30 days'],
  [30 * day - 1, 'in 30 days'],
  [29.4 * day, 'in 29 days'],
  [59, 'in less than a minute'],
  [6, 'in less than a minute'],
  [60, 'in 1 minute'],
  [3599, 'in 1 hour'],
  [24 * 3600 - 1, 'in 1 day'],
  [90 * day - 1, 'in 3 months'],
  [365 * day - 1, 'in 12 months'],
  [400 * day, 'in 1 year'],
])('%d s ahead is %s: rounded', (seconds, says) => {
  expect(at(seconds)).toBe(says)
})

test.each([
  // The hub's clock is a little ahead.
  [-5, 'just now'],
  [0, 'just now'],
  [59, 'just now'],
  [3599, '59 minutes ago'],
  [24 * 3600 - 1, '23 hours ago'],
  [45 * day, '45 days ago'],
  [89 * day, '2 months ago'],
  [364 * day, '12 months ago'],
  [389 * day, '12 months ago'],
  [390 * day, '1 year ago'],
  [800 * day, '2 years ago'],
])('%d s ago is %s: what is full', (seconds, says) => {
  expect(at(-seconds)).toBe(says)
})

test('what is no time stays what it is', () => {
  expect(relativeTime('soon', now)).toBe('soon')
})
