import type { RecordedExchange } from 'testbed'
import { describe, expect, test } from 'vitest'
import { compare, lineOf } from '../trials/replay/compare.ts'
import { judge } from '../trials/replay/known-differences.ts'

const exchange: RecordedExchange = {
  request: {
    method: 'POST',
    path: '/hub/api/users',
    headers: { authorization: 'token ${token:root}' },
    body: '{"a": 1}\n',
  },
  answer: {
    status: 200,
    headers: { 'content-type': 'application/json', 'set-cookie': ['a=…'] },
    body: [{ name: 'ada', server: null, servers: {} }],
  },
}

const { answer } = exchange

describe('comparing a recording', () => {
  test('finds nothing in answers that are the same', () => {
    expect(compare([exchange], [structuredClone(answer)])).toEqual([])
  })

  test.each([
    ['status', { ...answer, status: 201 }],
    ['headers.content-type', { ...answer, headers: { 'set-cookie': ['a=…'] } }],
    ['headers.x-more', { ...answer, headers: { ...answer.headers, 'x-more': '1' } }],
    [
      'headers.set-cookie.1',
      { ...answer, headers: { ...answer.headers, 'set-cookie': ['a=…', 'b=…'] } },
    ],
    ['body.0.server', { ...answer, body: [{ name: 'ada', server: '', servers: {} }] }],
    ['body.0.server', { ...answer, body: [{ name: 'ada', servers: {} }] }],
    ['body.0.servers', { ...answer, body: [{ name: 'ada', server: null, servers: [] }] }],
    ['body.1', { ...answer, body: [{ name: 'ada', server: null, servers: {} }, 1] }],
    ['body', { ...answer, body: '' }],
  ])('finds what differs at %s', (at, other) => {
    expect(compare([exchange], [other]).map((difference) => difference.at)).toEqual([at])
  })

  test('says which exchange it was, and who said what', () => {
    const lines = compare([exchange], [{ ...answer, status: 500 }]).map(lineOf)
    expect(lines).toEqual([
      String.raw`#0 POST /hub/api/users by token ${'${token:root}'} {"a": 1}\n` +
        '\n    status: the hub 200, the emulator 500',
    ])
  })
})

describe('differences that are to be', () => {
  const exchangeOf = (title: string) => ({ exchange: title, real: 1, emulated: 2 })
  const notNumber = { ...exchangeOf('#6 POST /hub/api/users by x NaN'), at: 'body.message' }
  const note = {
    ...exchangeOf('#7 POST /hub/api/users/ada/tokens by x {"note":5}'),
    at: 'body.note',
  }

  test('are told by their reasons, and do not count', () => {
    const { unknown, known, gone } = judge('6.0.1', [notNumber])
    expect([unknown, known.length, gone]).toEqual([[], 1, []])
  })

  test('count where they are elsewhere, and on other hubs', () => {
    const elsewhere = { ...notNumber, at: 'status' }
    const { unknown } = judge('6.0.1', [notNumber, elsewhere, note])
    expect(unknown).toEqual([elsewhere, note])
    expect(judge('2.3.1', [notNumber, note]).unknown).toEqual([])
  })

  test('that do not show any more are told', () => {
    expect(judge('6.0.1', []).gone).toHaveLength(1)
    expect(judge('2.3.1', []).gone).toHaveLength(2)
  })
})
