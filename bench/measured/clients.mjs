import { create } from 'axios'
import { JupyterHub } from 'jupyterhub-client'
import ky from 'ky'
import createClient from 'openapi-fetch'

const token = '0123456789abcdef0123456789abcdef'
const headers = { authorization: `token ${token}`, accept: 'application/json' }

/**
 * One call of each client, as its documentation shows it and with its defaults: the user `ada`, as an object.
 *
 * @param url - Base URL of the hub.
 * @param fetch - In place of the global one, for all of them; axios then leaves its own `node:http` for it.
 */
export function clients(url, fetch) {
  const base = `${url}/hub/api`
  const own = fetch === undefined ? {} : { fetch }
  const get = fetch ?? globalThis.fetch
  const hub = new JupyterHub({ url, token, ...own })
  const kyOfHub = ky.create({ prefixUrl: base, headers, ...own })
  const openapi = createClient({ baseUrl: base, headers, ...own })
  const axiosOfHub = create({ baseURL: base, headers })
  const axiosOnFetch = create({ baseURL: base, headers, adapter: 'fetch', env: own })
  return {
    fetch: async () => {
      const response = await get(`${base}/users/ada`, { headers })
      return JSON.parse(await response.text())
    },
    ours: () => hub.users.get('ada'),
    ky: () => kyOfHub.get('users/ada').json(),
    'openapi-fetch': async () => {
      const { data } = await openapi.GET('/users/{name}', { params: { path: { name: 'ada' } } })
      return data
    },
    ...(fetch === undefined && { axios: async () => (await axiosOfHub.get('/users/ada')).data }),
    'axios on fetch': async () => (await axiosOnFetch.get('/users/ada')).data,
  }
}

/** Throws unless every client gives the user: what is wrong may well be fast. */
export async function checkClients(all) {
  for (const [name, call] of Object.entries(all)) {
    const user = await call()
    if (user?.name !== 'ada') throw new Error(`${name} does not give the user`)
  }
}
