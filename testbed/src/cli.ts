import { parseArgs } from 'node:util'
import { TestbedError } from './errors.ts'
import { startHub } from './hub.ts'
import { install } from './install.ts'
import { installable, versions } from './versions.ts'

const help = `Starts a real JupyterHub on this machine, for you to try things on.

  npm run testbed -- 5.5.1                 start JupyterHub 5.5.1
  npm run testbed -- 5.5.1 --base-url /x/  below a prefix
  npm run testbed -- 6.0.1 --real-servers  with Jupyter Server in place of tiny ones
  npm run testbed -- --install             install every hub, and stop

Hubs: ${installable.join(', ')}. Each is installed once, into a cache outside this folder; Python 3.10 to 3.12 is needed.
`

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      help: { type: 'boolean', short: 'h' },
      install: { type: 'boolean' },
      'base-url': { type: 'string', default: '/' },
      'real-servers': { type: 'boolean', default: false },
    },
  })
  const progress = (line: string) => console.error(line)
  if (values.install) {
    for (const version of versions) await install(version, { progress })
    return
  }
  const [version] = positionals
  if (values.help || version === undefined) {
    console.log(help)
    return
  }
  await serve(version, values['base-url'], values['real-servers'], progress)
}

async function serve(
  version: string,
  baseUrl: string,
  realServers: boolean,
  progress: (line: string) => void,
): Promise<void> {
  // What stands around this process may pass a terminal's Ctrl-C on, which has reached it already: it counts once.
  const stopped = Promise.race(
    ['SIGINT', 'SIGTERM'].map((signal) => new Promise((resolve) => process.on(signal, resolve))),
  )
  const hub = await startHub({ version, baseUrl, realServers, progress })
  console.log(`
JupyterHub ${version} answers at ${hub.url}

  log in as     admin (an admin) or ada, password ${hub.password}
  admin token   ${hub.adminToken}
  API           ${hub.apiUrl}
  log           ${hub.logFile}

  export JUPYTERHUB_API_URL=${hub.apiUrl}
  export JUPYTERHUB_API_TOKEN=${hub.adminToken}

Ctrl-C stops it and removes all it has made.`)
  // The hub is no reason to go on for Node, waiting for a signal is.
  const alive = setInterval(() => {}, 60_000)
  await stopped
  clearInterval(alive)
  await hub.stop()
}

try {
  await main()
} catch (error) {
  const known =
    error instanceof TestbedError || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS')
  if (!known) throw error
  console.error((error as Error).message)
  process.exitCode = 1
}
