import { expect, test } from 'vitest'
import { knownDifferences } from '../src/known-differences.ts'
import { passedBy, problemsOf, standingsTable } from '../src/standings.ts'
import type { Standing } from '../src/standings.ts'

const differences = Object.keys(knownDifferences)
const [oneDifference = ''] = differences

/** A target that has so many behaviours beside those in which emulators differ, which turned out as expected. */
const standing = (label: string, more: number): Standing => ({
  label,
  behaviours: [
    ...differences.map((name) => ({ name, passed: true })),
    ...Array.from({ length: more }, (_, index) => ({ name: `behaviour ${index}`, passed: true })),
  ],
})

const without = ({ label, behaviours }: Standing, gone: string): Standing => ({
  label,
  behaviours: behaviours.filter(({ name }) => name !== gone),
})

test('the table has a line for each kind of target, and a column for each version', () => {
  const standings = [
    standing('6.0.1', 3),
    standing('emulator 6.0.1 by fetch', 3),
    standing('1.5.1', 2),
  ]
  const [six, one] = [3, 2].map((more) => String(differences.length + more))
  expect(standingsTable(standings).map((line) => line.split(/ {2,}/))).toEqual([
    ['behaviours passed', '6.0.1', '1.5.1'],
    ['real hub', six, one],
    ['emulator by fetch', six],
    ['known to differ', String(differences.length), String(differences.length)],
  ])
  expect(problemsOf(standings)).toEqual([])
})

test('a behaviour that failed does not count', () => {
  const behaviours = [
    { name: 'a', passed: true },
    { name: 'b', passed: false },
  ]
  expect(passedBy({ label: '6.0.1', behaviours })).toBe(1)
})

test('a target is held to the real hub, not to another way to reach it', () => {
  const standings = [
    standing('6.0.1', 3),
    standing('6.0.1 by node', 2),
    standing('emulator 6.0.1 by fetch', 3),
  ]
  expect(problemsOf(standings)).toEqual([
    `6.0.1 by node has ${differences.length + 2} behaviours, and the real hub ${differences.length + 3}`,
  ])
})

test('an emulator with another number than the real hub is a problem', () => {
  const standings = [standing('6.0.1', 3), standing('emulator 6.0.1 by socket', 2)]
  expect(problemsOf(standings)).toEqual([
    `emulator 6.0.1 by socket has ${differences.length + 2} behaviours, and the real hub ${differences.length + 3}`,
  ])
})

test('a known difference that is gone, or that no suite has, is a problem', () => {
  const emulator = standing('emulator 6.0.1 by fetch', 0)
  const gone = emulator.behaviours.map(({ name }) => ({ name, passed: name !== oneDifference }))
  expect(problemsOf([{ ...emulator, behaviours: gone }])).toEqual([
    `emulator 6.0.1 by fetch is like the real hub in “${oneDifference}”: remove it from the known differences`,
  ])
  expect(problemsOf([without(emulator, oneDifference)])).toEqual([
    `emulator 6.0.1 by fetch has nothing called “${oneDifference}”: remove it from the known differences`,
  ])
  expect(problemsOf([without(standing('6.0.1', 0), oneDifference)])).toEqual([])
})
