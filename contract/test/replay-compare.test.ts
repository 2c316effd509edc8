import type { RecordedExchange } from 'testbed'
import { describe, expect, test } from 'vitest'
import { compare, lineOf } from '../trials/replay/compare.ts'

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
