import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canDo, expandScopes, HubConfigError, operations, scopesFor } from '../src/index.ts'
import type { Identity, Operation, OperationId, OperationTarget, Verdict } from '../src/index.ts'
import { isAtLeast } from '../src/access/version.ts'

const versions = ['2.3.1', '3.1.1', '4.1.6', '5.5.1', '6.0.1']

/** All that can be said about whatever operations are about. */
const everything: OperationTarget = {
  user: 'ada',
  owner: 'ada',
  server: 'lab',
  group: 'staff',
  service: 'web',
  groups: ['staff'],
  admin: false,
  shareWith: { user: 'bob' },
}

/** Operations of a hub that scopes allow. */
function operationsOf(version: string): OperationId[] {
  return (Object.keys(operations) as OperationId[]).filter((id) => {
    const { scopes, since = '0' }: Operation = operations[id]
    return typeof scopes !== 'string' && isAtLeast(version, since)
  })
}

/** What a token with some scopes may do of some operations. */
function verdicts(
  scopes: readonly string[],
  ids: readonly OperationId[],
  version: string,
): Verdict[] {
  // Since 3.0, every token can say who it belongs to.
  const own = isAtLeast(version, '3.0') ? ['read:users:name!user', 'read:users:groups!user'] : []
  const held = expandScopes([...scopes, ...own], { version, user: 'grace' })
  const identity: Identity = { kind: 'user', name: 'grace', groups: [], scopes: held }
  return ids.map((id) => canDo(identity, id, everything, { version }))
}

/** What is wrong with the scopes that are named for operations: they are not enough, or one is too many. */
function faults(
  ids: readonly OperationId[],
  version: string,
  about: OperationTarget = everything,
): string[] {
  const scopes = scopesFor(ids, about, { version })
  const areEnough = (some: readonly string[]): boolean =>
    !verdicts(some, ids, version).includes('no')
  const needless = scopes.filter((scope) => areEnough(scopes.filter((other) => other !== scope)))
  return [
    ...(areEnough(scopes) ? [] : [`${ids.join(', ')}: not enough: ${scopes.join(' ')}`]),
    ...needless.map((scope) => `${ids.join(', ')}: not needed: ${scope}`),
  ]
}

describe('the fewest scopes', () => {
  test.each(versions)('for each operation of hub %s are enough, and none too many', (version) => {
    const ids = operationsOf(version)
    expect(ids.flatMap((id) => faults([id], version))).toEqual([])
  })

  test.each(versions)('for some operations of hub %s, too', (version) => {
    fc.assert(
      fc.property(fc.subarray(operationsOf(version), { maxLength: 9 }), (ids) => {
        expect(faults(ids, version)).toEqual([])
      }),
    )
  })

  test('for no one in particular are not narrowed', () => {
    fc.assert(
      fc.property(fc.subarray(operationsOf('6.0.1'), { maxLength: 9 }), (ids) => {
        expect(scopesFor(ids).filter((scope) => scope.includes('!'))).toEqual([])
        expect(faults(ids, '6.0.1', {})).toEqual([])
      }),
    )
  })

  test('for the members of a group are narrowed to it', () => {
    expect(scopesFor(['GET /users', 'POST /users/{user}/server'], { group: 'staff' })).toEqual([
      'list:users!group=staff',
      'start:servers!group=staff',
    ])
  })

  test('are named as the hub knows them', () => {
    const start: OperationId[] = ['POST /users/{user}/server']
    expect(scopesFor(start, { user: 'ada' })).toEqual(['start:servers!server=ada/'])
    const older = scopesFor(start, { user: 'ada' }, { version: '5.5.1' })
    expect(older).toEqual(['servers!server=ada/'])
  })

  test('are none for what anyone may do, and for nothing', () => {
    expect(scopesFor(['GET /', 'GET /user'])).toEqual([])
    expect(scopesFor([])).toEqual([])
  })

  test('are not to be had for what takes a login', () => {
    expect(() => scopesFor(['GET /oauth2/authorize'])).toThrow(HubConfigError)
  })
})
