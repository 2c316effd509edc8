import { ConflictError, HubConnectionError, JupyterHub } from 'jupyterhub-client'
import { createHub } from '../src/index.ts'
import { expect, test } from 'vitest'

/** Your own code: makes a user, and tries again if the connection breaks. */
async function enrol(hub: JupyterHub, name: string): Promise<void> {
  try {
    await hub.users.create(name)
  } catch (error) {
    if (HubConnectionError.isInstance(error)) return enrol(hub, name)
    if (!ConflictError.isInstance(error)) throw error
  }
}

test('a user whose first answer got lost is there, and that is fine', async () => {
  const emulated = createHub({ users: [{ name: 'admin', admin: true, token: 'secret' }] })
  const hub = new JupyterHub({ url: emulated.url, token: 'secret', fetch: emulated.fetch })
  emulated.faults.add({ method: 'POST', trouble: 'lost answer' })
  await enrol(hub, 'ada')
  expect(emulated.state.users.get('ada')).toBeDefined()
  expect(emulated.requests.map(({ status }) => status)).toEqual([null, 409])
  emulated.assertUnderstood()
})
