import { operations } from 'jupyterhub-client'
import { describe, expect, test } from 'vitest'
import { operationOf } from '../src/operation-of.ts'
import { requestFor } from '../src/request-for.ts'
import type { OperationId } from 'jupyterhub-client'

describe('the operation that a request is', () => {
  test.each([
    ['GET', '', 'GET /'],
    ['GET', '/', 'GET /'],
    ['get', '/users/a%2Fb', 'GET /users/{user}'],
    ['POST', '/users/ada/servers/', 'POST /users/{user}/servers/{server}'],
    ['GET', '/users/ada/servers//progress', 'GET /users/{user}/servers/{server}/progress'],
    ['GET', '/users/server/server', 'GET /users/{user}/server'],
    ['DELETE', '/shares/ada/', 'DELETE /shares/{owner}/{server}'],
    ['GET', '/shares/ada', 'GET /shares/{owner}'],
  ])('%s %j is %s', (method, path, id) => {
    expect(operationOf(method, path)).toBe(id)
  })

  test.each([
    ['GET', '/users/'],
    ['GET', '/users/ada/'],
    ['PUT', '/users'],
    ['GET', '/nothing'],
    ['GET', '//'],
  ])('%s %j is none', (method, path) => {
    expect(operationOf(method, path)).toBe(undefined)
  })

  test('is found for every row of the table', () => {
    for (const id of Object.keys(operations) as OperationId[]) {
      const { method, path } = requestFor(id)
      expect(operationOf(method, path)).toBe(id)
    }
  })
})
