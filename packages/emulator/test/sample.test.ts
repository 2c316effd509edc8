import { JupyterHub } from 'jupyterhub-client'
import { createHub } from '../src/index.ts'
import { expect, test } from 'vitest'

test('a deletion whose answer got lost has been done, and is no failure', async () => {
  const emulated = createHub({ users: ['ada', { name: 'admin', admin: true, token: 'secret' }] })
  const hub = new JupyterHub({ url: emulated.url, token: 'secret', fetch: emulated.fetch })
  emulated.faults.add({ method: 'DELETE', trouble: 'lost answer' })
  await hub.users.delete('ada')
  expect(emulated.requests.map(({ status }) => status)).toEqual([null, 404])
})
