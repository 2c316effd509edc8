import { JupyterHub } from 'jupyterhub-client'
import { checkClients } from './clients.mjs'
import { interleave } from './interleave.mjs'
import { answer, settings } from './process.mjs'

const { url, by } = settings
const token = '0123456789abcdef0123456789abcdef'
const headers = { authorization: `token ${token}`, accept: 'application/json' }
const address = `${url}/hub/api/users/ada`

/** undici is loaded for it alone: it would carry the global `fetch`, too. */
async function node() {
  const { nodeTransport } = await import('jupyterhub-client/node')
  const { Agent, request } = await import('undici')
  const dispatcher = new Agent()
  const hub = new JupyterHub({ url, token, transport: nodeTransport() })
  return {
    'raw undici.request': async () => {
      const { body } = await request(address, { headers, dispatcher })
      return JSON.parse(await body.text())
    },
    'ours on node': () => hub.users.get('ada'),
  }
}

function global() {
  const hub = new JupyterHub({ url, token })
  return {
    'raw fetch': async () => JSON.parse(await (await fetch(address, { headers })).text()),
    'ours on fetch': () => hub.users.get('ada'),
  }
}

const all = by === 'node' ? await node() : global()
await checkClients(all)
answer(await interleave(all, settings))
