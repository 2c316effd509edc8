import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { expandScopes, intersectScopes, parseScope, printScope } from '../src/index.ts'
import { scopeNames } from './support/scope-names.ts'

const name = fc.string({ unit: 'binary', minLength: 1, maxLength: 8 })
const base = fc.constantFrom(...scopeNames, 'custom:lab:read')
const version = fc.constantFrom('2.3.1', '3.1.1', '4.1.6', '5.5.1', '6.0.1', undefined)

/** Few names, so that scopes often meet. */
const few = fc.constantFrom('a', 'b')
const filter = fc.oneof(
  few.map((user) => `!user=${user}`),
  few.map((group) => `!group=${group}`),
  fc.tuple(few, fc.constantFrom('', 'a')).map(([user, server]) => `!server=${user}/${server}`),
  few.map((service) => `!service=${service}`),
)
const scope = fc.oneof(
  base,
  fc.tuple(base, filter).map((parts) => parts.join('')),
)
const scopes = fc.array(scope, { maxLength: 6 })

/** Whether all that a scope allows is allowed by others, told from their text alone. */
function isWithin(one: string, others: readonly string[]): boolean {
  const [itsBase = ''] = one.split('!')
  const owner = one.replace(/!server=(.*)\/.*$/, '!user=$1')
  return [one, itsBase, owner].some((wider) => others.includes(wider))
}

describe('a scope', () => {
  test('is taken apart and put together again, whatever it is narrowed to', () => {
    fc.assert(
      fc.property(base, fc.constantFrom('user', 'group', 'server', 'new'), name, (...parts) => {
        const [itsBase, kind, value] = parts
        const written = `${itsBase}!${kind}=${value}`
        expect(parseScope(written)).toEqual({ base: itsBase, filter: kind, value })
        expect(printScope(parseScope(written))).toBe(written)
      }),
    )
  })
})

describe('scopes expanded', () => {
  test('are as they are when expanded again', () => {
    fc.assert(
      fc.property(scopes, version, (some, hub) => {
        const expanded = expandScopes(some, { version: hub })
        expect(expandScopes(expanded, { version: hub })).toEqual(expanded)
      }),
    )
  })

  test('allow no less for each scope more', () => {
    fc.assert(
      fc.property(scopes, scope, version, (some, more, hub) => {
        const before = expandScopes(some, { version: hub })
        const after = expandScopes([...some, more], { version: hub })
        expect(before.filter((one) => !isWithin(one, after))).toEqual([])
      }),
    )
  })

  test('do not hang on their order', () => {
    fc.assert(
      fc.property(scopes, (some) => {
        expect(expandScopes(some.toReversed())).toEqual(expandScopes(some))
      }),
    )
  })
})

describe('what two sets of scopes have in common', () => {
  test('is the same from either side', () => {
    fc.assert(
      fc.property(scopes, scopes, (some, others) => {
        expect(intersectScopes(some, others)).toEqual(intersectScopes(others, some))
      }),
    )
  })

  test('is never more than either allows', () => {
    fc.assert(
      fc.property(scopes, scopes, (some, others) => {
        const common = intersectScopes(some, others)
        expect(common.filter((one) => !isWithin(one, expandScopes(some)))).toEqual([])
        expect(common.filter((one) => !isWithin(one, expandScopes(others)))).toEqual([])
      }),
    )
  })

  test('is all of a set, of that set and itself', () => {
    fc.assert(
      fc.property(scopes, (some) => {
        expect(intersectScopes(some, some)).toEqual(expandScopes(some))
      }),
    )
  })

  test('is all that is in both', () => {
    fc.assert(
      fc.property(scopes, scopes, (some, others) => {
        const both = expandScopes(some).filter((one) => expandScopes(others).includes(one))
        const common = intersectScopes(some, others)
        expect(both.filter((one) => !isWithin(one, common))).toEqual([])
      }),
    )
  })
})
