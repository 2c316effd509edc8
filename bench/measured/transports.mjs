import { JupyterHub } from 'jupyterhub-client'
import { nodeTransport } from 'jupyterhub-client/node'
import { Agent, request } from 'undici'
import { checkClients } from './clients.mjs'
import { interleave } from './interleave.mjs'
import { answer, settings } from './process.mjs'

const { url } = settings
const token = '0123456789abcdef0123456789abcdef'
const headers = { authorization: `token ${token}`, accept: 'application/json' }
const address = `${url}/hub/api/users/ada`
const byFetch = new JupyterHub({ url, token })
const byNode = new JupyterHub({ url, token, transport: nodeTransport() })
const dispatcher = new Agent()

const all = {
  'raw fetch': async () => JSON.parse(await (await fetch(address, { headers })).text()),
  'raw undici.request': async () => {
    const { body } = await request(address, { headers, dispatcher })
    return JSON.parse(await body.text())
  },
  'ours on fetch': () => byFetch.users.get('ada'),
  'ours on node': () => byNode.users.get('ada'),
}
await checkClients(all)
answer(await interleave(all, settings))
