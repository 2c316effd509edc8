import { createRequire } from 'node:module'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { TestbedError } from './errors.ts'
import { install } from './install.ts'
import type { Progress } from './environment.ts'
import type { Installation } from './install.ts'
import { proxyCertificateArgs, readCertificates } from './certificates.ts'
import type { Certificates } from './certificates.ts'
import { testbedDir } from './paths.ts'
import { makeRunDir } from './run-dir.ts'
import { newRun } from './run.ts'
import type { HubBind, HubConfig, Run } from './run.ts'
import { seed } from './seed.ts'
import { startSupervisor } from './supervisor.ts'
import type { Command, Supervisor } from './supervisor.ts'

const startTimeoutMs = 60_000

/** Which hub to start, and how. */
export interface HubOptions {
  /** One of `installable`. */
  readonly version: string
  /** Path below which the hub answers: `/` unless given, with a slash at both ends. */
  readonly baseUrl?: string
  /** Start the notebook server that people use, in place of a tiny one. */
  readonly realServers?: boolean
  /** Where the hub itself listens, behind the proxy: on a port unless given. */
  readonly hubBind?: HubBind
  readonly config?: HubConfig
  /** More lines of `jupyterhub_config.py`, in Python. */
  readonly lines?: string
  /** Make the usual people and groups: true unless told otherwise. */
  readonly seeded?: boolean
  readonly progress?: Progress
}

/** A hub that runs on loopback until it is stopped, or this process ends. */
export interface RunningHub extends AsyncDisposable {
  readonly version: string
  /** Base URL, with a slash at the end. */
  readonly url: string
  /** Base of the API, without one. */
  readonly apiUrl: string
  /** The same past the proxy, as services and servers have it: `http+unix://…` on a socket. */
  readonly internalApiUrl: string
  /** With `internal_ssl`: what the hub trusts, and what it shows, as PEM. */
  readonly certificates?: Certificates | undefined
  /** Token of the service `root`, which may do everything. */
  readonly adminToken: string
  /** Tokens by name of service, and `user:admin` and `user:ada`. */
  readonly tokens: Readonly<Record<string, string>>
  /** Password of every user. */
  readonly password: string
  /** Where the services that sign people in have their callback; nothing listens there. */
  readonly oauthCallback: string
  /** The proxy's own API, as the hub knows it. */
  readonly proxy: { readonly api_url: string; readonly auth_token: string }
  /** Everything that must show up nowhere. */
  readonly secrets: readonly string[]
  /** File with what the hub logs. */
  readonly logFile: string
  /** Ends the hub as a crash would; proxy and servers go on. */
  killHub(): Promise<void>
  /** Starts the hub again, on the same database. */
  restartHub(): Promise<void>
  /** Resolves when the hub has ended by itself. */
  hubEnded(): Promise<void>
  stop(): Promise<void>
}

/**
 * Installs a hub if need be, and starts it with a proxy of its own.
 *
 * @throws {@link TestbedError} in one sentence.
 */
export async function startHub(options: HubOptions): Promise<RunningHub> {
  const { version, baseUrl = '/', realServers = false, config = {}, seeded = true } = options
  const { progress = () => {}, lines = '', hubBind = 'port' } = options
  const installation = await install(version, { realServers, progress })
  const dir = await makeRunDir()
  const run = await newRun(dir, { baseUrl, hubBind, realServers, config, lines })
  await writeFile(join(dir, 'run.json'), JSON.stringify(run), { mode: 0o600 })
  const supervisor = startSupervisor(installation.python)
  const stop = async () => {
    await supervisor.stop()
    await rm(dir, { recursive: true, force: true })
  }
  try {
    progress(`starting JupyterHub ${version}`)
    if (hubBind === 'internal-ssl') await makeCertificates(supervisor, installation, run)
    startProxy(supervisor, run)
    await startHubProcess(supervisor, installation, run)
    const url = `http://127.0.0.1:${run.ports.public}${baseUrl}`
    const adminToken = run.serviceTokens['root'] ?? ''
    const userTokens = seeded ? await seed(`${url}hub/api`, adminToken) : {}
    const certificates = hubBind === 'internal-ssl' ? await readCertificates(run) : undefined
    const parts = { installation, supervisor, run, url, adminToken, userTokens, certificates, stop }
    return describeHub(parts)
  } catch (error) {
    await stop()
    throw error
  }
}

function describeHub(parts: {
  installation: Installation
  supervisor: Supervisor
  run: Run
  url: string
  adminToken: string
  userTokens: Record<string, string>
  certificates: Certificates | undefined
  stop: () => Promise<void>
}): RunningHub {
  const { installation, supervisor, run, url, adminToken, userTokens, certificates, stop } = parts
  const tokens = { ...run.serviceTokens, ...userTokens }
  const { password, proxyToken, cookieSecret, cryptKey, oauthCallback } = run
  return {
    version: installation.version,
    url,
    apiUrl: `${url}hub/api`,
    internalApiUrl: `${run.hubUrl}${run.baseUrl}hub/api`,
    certificates,
    adminToken,
    tokens,
    password,
    oauthCallback,
    proxy: { api_url: run.proxyApiUrl, auth_token: proxyToken },
    secrets: [...Object.values(tokens), password, proxyToken, cookieSecret, cryptKey],
    logFile: join(run.dir, 'hub.log'),
    async killHub() {
      supervisor.kill('hub', 9)
      await supervisor.ended('hub')
    },
    restartHub: () => startHubProcess(supervisor, installation, run),
    hubEnded: () => supervisor.ended('hub'),
    stop,
    [Symbol.asyncDispose]: stop,
  }
}

function startProxy(supervisor: Supervisor, run: Run): void {
  const { public: port, proxyApi } = run.ports
  const main = createRequire(import.meta.url).resolve(
    'configurable-http-proxy/bin/configurable-http-proxy',
  )
  supervisor.start('proxy', {
    argv: [
      process.execPath,
      main,
      ...['--ip', '127.0.0.1', '--port', String(port)],
      ...['--api-ip', '127.0.0.1', '--api-port', String(proxyApi)],
      ...['--error-target', `${run.hubUrl}${run.baseUrl}hub/error`],
      ...(run.hubBind === 'internal-ssl' ? proxyCertificateArgs(run) : []),
    ],
    env: { PATH: process.env['PATH'] ?? '', CONFIGPROXY_AUTH_TOKEN: run.proxyToken },
    cwd: run.dir,
    log: join(run.dir, 'proxy.log'),
  })
}

async function startHubProcess(
  supervisor: Supervisor,
  installation: Installation,
  run: Run,
): Promise<void> {
  const { version } = installation
  const log = join(run.dir, 'hub.log')
  supervisor.start('hub', hubCommand(supervisor, installation, run, log))
  const api = `http://127.0.0.1:${run.ports.public}${run.baseUrl}hub/api/`
  const endsAt = Date.now() + startTimeoutMs
  while (!(await answers(api))) {
    if (!supervisor.isRunning('hub') || Date.now() > endsAt) {
      const text = (await readFile(log, 'utf8').catch(() => '')).trim()
      const last = text.split('\n').slice(-15).join('\n')
      throw new TestbedError(`JupyterHub ${version} did not start; the end of its log:\n${last}`)
    }
    await sleep(50)
  }
}

/** What starts a hub, or has it do something else and end. */
function hubCommand(
  supervisor: Supervisor,
  { dir, python }: Installation,
  run: Run,
  log: string,
  args: readonly string[] = [],
): Command {
  const config = join(testbedDir, 'hub', 'jupyterhub_config.py')
  return {
    argv: [python, '-m', 'jupyterhub', '-f', config, ...args],
    env: {
      PATH: [join(dir, 'bin'), process.env['PATH']].join(delimiter),
      HOME: run.dir,
      LANG: 'C.UTF-8',
      PYTHONUNBUFFERED: '1',
      TESTBED_RUN: join(run.dir, 'run.json'),
      TESTBED_DIR: run.dir,
      TESTBED_SUPERVISOR: String(supervisor.pid),
    },
    cwd: run.dir,
    log,
  }
}

/** Has the hub make its certificates, which the proxy needs before the hub is there. */
async function makeCertificates(
  supervisor: Supervisor,
  installation: Installation,
  run: Run,
): Promise<void> {
  const log = join(run.dir, 'certificates.log')
  const command = hubCommand(supervisor, installation, run, log, ['--generate-certs'])
  supervisor.start('certificates', command)
  await supervisor.ended('certificates')
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url)
    await response.text()
    return response.ok
  } catch {
    return false
  }
}
