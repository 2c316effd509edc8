import { operations } from 'jupyterhub-client'
import type { OperationId } from 'jupyterhub-client'
import { describe, expect, test } from 'vitest'
import { requestFor } from '../src/request-for.ts'
import { theTarget } from '../src/target.ts'

const target = theTarget()
const { version, atLeast } = target

/** How a hub answers what it does not have: 405 where it has the path, for other methods. */
function statusOf(id: OperationId): number {
  const path = id.slice(id.indexOf(' ') + 1)
  const known = ['/users/{user}/server', '/users/{user}/servers/{server}', '/services/{service}']
  return known.includes(path) ? 405 : 404
}

const lacking = (Object.keys(operations) as OperationId[]).filter((id) => !target.has(id))

describe(`what hub ${version} lacks`, () => {
  test('is what the table says', () => {
    const count = ['6.0', '5.0', '4.0', '2.0'].findIndex((release) => atLeast(release))
    // In turn: hub 6 lacks the login of 1.x; 5 also servers by themselves; 4 also shares and new services; and so on.
    expect(lacking).toHaveLength([1, 7, 24, 25][count] ?? 24)
  })

  test.each(lacking)('%s is answered as something that does not exist', async (id) => {
    const request = requestFor(id)
    const { status, json } = await target.raw({
      ...request,
      ...(request.method === 'GET' ? {} : { body: {} }),
    })
    expect(status).toBe(statusOf(id))
    if (id === 'POST /authorizations/token') {
      expect(json).toMatchObject({ message: expect.stringMatching(/removed in JupyterHub 2\.0/) })
    } else {
      const reason = status === 404 ? 'Not Found' : 'Method Not Allowed'
      expect(json).toEqual({ status, message: atLeast('6.0') ? null : reason })
    }
  })
})
