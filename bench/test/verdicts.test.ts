import { expect, test } from 'vitest'
import type { Throughput, Turns } from '../src/parts/throughput.ts'
import { verdicts } from '../src/verdicts.ts'

const nothing = {
  overhead: undefined,
  bundle: undefined,
  importTime: undefined,
  memory: undefined,
  jobs: undefined,
  scale: undefined,
  emulator: undefined,
  stories: undefined,
}

/** A client that makes so many calls a second, and half as many for a second of the processor. */
const turns = (perSecond: number): Turns => ({
  perSecond: [perSecond],
  perCpuSecond: [perSecond / 2],
  serverShare: [0.5],
})

function throughputOf(at16: Record<string, number>, at64: Record<string, number>): Throughput {
  const all = (figures: Record<string, number>) =>
    Object.fromEntries(Object.entries(figures).map(([name, figure]) => [name, turns(figure)]))
  return {
    server: 'nginx',
    cores: undefined,
    isGoLocal: false,
    turns: { 1: {}, 16: all(at16), 64: all(at64) },
    missing: {},
  }
}

const others = { ky: 10, axios: 10, 'openapi-fetch': 10 }

test('the worst of all levels counts, and the better of both Go programs', () => {
  const at16 = { ours: 99, 'ours, node': 300, fetch: 100, 'Go client': 100, ...others }
  const at64 = { ...at16, ours: 80, 'ours, node': 260, 'Go client, 64 connections': 520 }
  const found = verdicts({ ...nothing, throughput: throughputOf(at16, at64) })
  expect(found.map(({ value, verdict }) => [value, verdict])).toEqual([
    [0.5, 'BROKEN'],
    [0.5, 'BROKEN'],
    [2.6, 'ok'],
    [1.25, 'BROKEN'],
    [8, 'ok'],
  ])
})

test('what was not measured breaks no budget, and keeps none', () => {
  const some = { ours: 100, fetch: 100, ...others }
  const found = verdicts({ ...nothing, throughput: throughputOf(some, some) })
  expect(found.map(({ verdict }) => verdict)).toEqual([
    ...['NOT MEASURED', 'NOT MEASURED', 'NOT MEASURED'],
    ...['ok', 'ok'],
  ])
})

test('a whole job may take 1.05 times what the hub itself takes', () => {
  const only = (median: number) => ({ median, p25: median, p75: median, count: 1 })
  const job = (overHub: number) => ({
    ms: { ours: only(100) },
    requests: {},
    times: { 'page by page': only(2.5) },
    hubMs: only(100),
    overHub: only(overHub),
    leastHubMs: only(100),
    overLeast: only(2),
  })
  const jobs = { version: '5.5.1', people: 3, jobs: { list: job(1.05), create: job(1.06) } }
  const found = verdicts({ ...nothing, throughput: undefined, jobs })
  expect(found.map(({ verdict }) => verdict)).toEqual(['ok', 'BROKEN', 'ok'])
})
