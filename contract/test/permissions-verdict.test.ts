import { describe, expect, test } from 'vitest'
import { isRefusal } from '../trials/permissions/verdict.ts'

describe('an answer is a refusal', () => {
  test.each([
    [403, 'Action is not authorized with current scopes; requires any of [read:hub]'],
    [403, 'Service ada not found or no permissions to generate tokens'],
    [403, 'Only admins can modify other admins'],
    [403, "Need scope 'read:users:name' to share with users by name"],
    [403, 'Forbidden'],
    // Hub 6.0 says nothing to one of a wrong filter, metrics answer with a page.
    [403, null],
    [403, undefined],
    [404, 'No access to resources or resources not found'],
  ])('if it is %d %j', (status, message) => {
    expect(isRefusal({ status, message })).toBe(true)
  })

  test.each([
    [200, undefined],
    [204, undefined],
    [400, 'Invalid JSON in body of request'],
    [404, 'No such group: staff'],
    [404, 'Not Found'],
    [404, null],
    [405, 'Service web is not modifiable at runtime'],
    [409, 'User ada already exists'],
  ])('but not if it is %d %j', (status, message) => {
    expect(isRefusal({ status, message })).toBe(false)
  })

  test('and a hub that fails tells neither', () => {
    expect(() => isRefusal({ status: 500, message: 'Internal Server Error' })).toThrow('500')
  })
})
