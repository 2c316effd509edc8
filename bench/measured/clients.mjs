const token = '0123456789abcdef0123456789abcdef'
const headers = { authorization: `token ${token}`, accept: 'application/json' }

/**
 * One call of each client, as its documentation shows it and with its defaults: the user `ada`, as an object. Only the
 * client that is asked for is loaded. `fetch` is used in place of the global one, by those that can.
 */
export const clients = {
  async ours({ url, fetch }) {
    const { JupyterHub } = await import('jupyterhub-client')
    const hub = new JupyterHub({ url, token, fetch })
    return () => hub.users.get('ada')
  },
  async 'ours, node'({ url }) {
    const { JupyterHub, nodeTransport } = await import('jupyterhub-client/node')
    const hub = new JupyterHub({ url, token, transport: nodeTransport() })
    return () => hub.users.get('ada')
  },
  async fetch({ url, fetch = globalThis.fetch }) {
    return async () => {
      const response = await fetch(`${url}/hub/api/users/ada`, { headers })
      return JSON.parse(await response.text())
    }
  },
  async undici({ url }) {
    const { request } = await import('undici')
    return async () => {
      const { body } = await request(`${url}/hub/api/users/ada`, { headers })
      return JSON.parse(await body.text())
    }
  },
  async ky({ url, fetch }) {
    const { ky } = await import('ky').then((module) => ({ ky: module.default }))
    const hub = ky.create({ prefixUrl: `${url}/hub/api`, headers, ...(fetch && { fetch }) })
    return () => hub.get('users/ada').json()
  },
  async 'openapi-fetch'({ url, fetch }) {
    const { createClient } = await import('openapi-fetch').then((module) => ({
      createClient: module.default,
    }))
    const hub = createClient({ baseUrl: `${url}/hub/api`, headers, ...(fetch && { fetch }) })
    return async () => {
      const { data } = await hub.GET('/users/{name}', { params: { path: { name: 'ada' } } })
      return data
    }
  },
  async axios({ url }) {
    const { create } = await import('axios')
    const hub = create({ baseURL: `${url}/hub/api`, headers })
    return async () => (await hub.get('/users/ada')).data
  },
  async 'axios on fetch'({ url, fetch }) {
    const { create } = await import('axios')
    const env = fetch && { fetch }
    const hub = create({ baseURL: `${url}/hub/api`, headers, adapter: 'fetch', env })
    return async () => (await hub.get('/users/ada')).data
  },
}

/** Throws unless a client gives the user: what is wrong may well be fast. */
export async function checkUser(name, call) {
  const user = await call()
  if (user?.name !== 'ada') throw new Error(`${name} does not give the user`)
}
