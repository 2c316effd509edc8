import { nodeTransport } from 'jupyterhub-client/node'
import { startHub } from 'testbed'
import { inject } from 'vitest'
import type { RunningHub } from './make-target.ts'
import './project-hub.ts'
import { describeHub } from './setup.ts'
import type { HubSettings } from './target.ts'

const { version, baseUrl = '/', label, clientBy } = inject('contractHub')
const binds = { node: 'port', 'unix socket': 'socket', internal_ssl: 'internal-ssl' } as const

async function start(settings: HubSettings): Promise<RunningHub> {
  const config = { JupyterHub: { ...settings } }
  const hubBind = binds[clientBy ?? 'node']
  const hub = await startHub({ version, baseUrl, hubBind, config })
  if (clientBy === undefined) return hub
  const transport = nodeTransport({ ...hub.certificates, proxy: false })
  const apiUrl = clientBy === 'node' ? hub.apiUrl : hub.internalApiUrl
  return { ...hub, client: { apiUrl, transport } }
}

await describeHub(start, label)
