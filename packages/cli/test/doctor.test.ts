import { createServer } from 'node:http'
import type { RequestListener, Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { HubOptions } from 'jupyterhub-emulator'
import { makeCertificates } from '../../client/test/support/certificates.ts'
import { jhub as startJhub, listeningHub } from './support/program.ts'
import { atHub, secret } from './support/terminal.ts'

/** An emulated hub that listens, and the program before it. */
async function atListeningHub(options: HubOptions = {}) {
  const place = atHub(options)
  const listener = await place.hub.listen()
  onTestFinished(() => listener.close())
  const env = { JUPYTERHUB_API_URL: `${place.hub.url}hub/api` }
  return { ...place, env }
}

/** A server that is no hub. */
const listen = (answer: RequestListener): Promise<string> => listening(createServer(answer))

async function listening(server: Server): Promise<string> {
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

interface Told {
  readonly check: string
  readonly status: string
  readonly says: string
}

const statuses = (json: string): Record<string, string> =>
  Object.fromEntries((JSON.parse(json) as Told[]).map(({ check, status }) => [check, status]))

describe('jhub doctor', () => {
  test('finds no fault with a hub but for its clock, and says what it left out', async () => {
    const { jhub, env } = await atListeningHub({ users: ['ada', 'grace'] })
    // In these tests it is another day.
    const { code, stdout } = await jhub('doctor --json check,status', { env })
    expect(statuses(stdout)).toMatchObject({
      reachable: 'ok',
      certificate: 'skipped',
      hub: 'ok',
      'base-url': 'ok',
      clock: 'fault',
      token: 'ok',
      'next-url': 'ok',
      progress: 'skipped',
    })
    expect(code).toBe(1)
  })

  test('is lines for people, with what was seen and what helps', async () => {
    const { jhub, env } = await atListeningHub()
    const { code, stdout, stderr } = await jhub('doctor', { env, tty: true, columns: 160 })
    expect(code).toBe(1)
    expect(stdout).toMatch(/^ok {7}hub {12}It is JupyterHub 6\.0\.\d+\.$/m)
    expect(stdout).toMatch(/^fault {4}clock .*\n +seen: date: .*\n +do: +.*NTP/m)
    expect(stderr).toMatch(/^1 fault, 0 warnings, \d skipped\.\n$/)
  })

  test('folds what is skipped for one reason, on a terminal alone, and counts all of it', async () => {
    const { jhub } = atHub()
    const { stdout, stderr } = await jhub('doctor http://127.0.0.1:9/', { tty: true, columns: 100 })
    expect(stdout).toMatch(
      /^skipped  15 checks {6}Nothing answers\. \(certificate, hub, base-url and 12 more\)$/m,
    )
    expect(stdout.match(/^skipped/gm)).toHaveLength(1)
    expect(stderr).toBe('1 fault, 0 warnings, 15 skipped.\n')
    const piped = await jhub('doctor http://127.0.0.1:9/')
    expect(piped.stdout.match(/\tskipped\tNothing answers\.\t/g)).toHaveLength(15)
  })

  test('folds no more than what is next to each other, for one reason', async () => {
    const { jhub, env } = await atListeningHub()
    const without = { ...env, JUPYTERHUB_API_URL: undefined }
    const { stdout } = await jhub(`doctor ${env.JUPYTERHUB_API_URL}`, {
      env: without,
      tty: true,
      columns: 120,
    })
    expect(stdout).toMatch(/^skipped  certificate {4}The hub is on this machine, without TLS\.$/m)
    expect(stdout).toMatch(
      /^skipped  2 checks {7}There is no token here for this hub: jhub login \(token, next-url\)$/m,
    )
    expect(stdout).toMatch(
      /^skipped  progress {7}There is no token here for this hub: jhub login$/m,
    )
  })

  test('is a line for each check in a pipe', async () => {
    const { jhub, env } = await atListeningHub()
    const { stdout } = await jhub('doctor', { env })
    expect(stdout).toMatch(/^hub\tok\tIt is JupyterHub 6\.0\.\d+\.\tGET \/hub\/api: 200\t$/m)
  })

  test('shows its requests, and no secret', async () => {
    const { jhub, env } = await atListeningHub()
    const { stdout, stderr } = await jhub('doctor --debug', { env })
    expect(stderr).toMatch(/^< 200 GET \/hub\/api\/user$/m)
    expect(stdout + stderr).not.toContain(secret)
  })

  test('sends no token to a host that it is not of', async () => {
    const { jhub } = await atListeningHub()
    const seen: unknown[] = []
    const url = await listen(({ headers }, response) => {
      seen.push(headers.authorization)
      response.end('{"version":"6.0.1"}')
    })
    const { stdout } = await jhub(`doctor ${url} --json check,status`)
    expect(statuses(stdout)).toMatchObject({ hub: 'ok', token: 'skipped' })
    expect(seen.filter((header) => String(header).includes(secret))).toEqual([])
  })

  test('takes the login that other commands would take, where several are for the hub', async () => {
    const { jhub, hub } = await atListeningHub({ users: [{ name: 'ada', token: 'of-ada' }] })
    const alone = { JUPYTERHUB_API_URL: undefined, JUPYTERHUB_API_TOKEN: undefined }
    await jhub(`login ${hub.url} --with-token --name boss`, { stdin: secret, env: alone })
    await jhub(`login ${hub.url} --with-token --name mine`, { stdin: 'of-ada', env: alone })
    const ofToken = async (args: string, env = {}) => {
      const { stdout } = await jhub(`doctor ${args} --json check,says`, {
        env: { ...alone, ...env },
      })
      return (JSON.parse(stdout) as Told[]).find(({ check }) => check === 'token')?.says
    }
    const [boss, mine] = ['boss is that of the user admin', 'mine is that of the user ada']
    expect(await ofToken(hub.url)).toContain(`The token of the login ${mine}`)
    expect(await ofToken('')).toContain(`The token of the login ${mine}`)
    expect(await ofToken(`${hub.url} --hub boss`)).toContain(boss)
    expect(await ofToken(hub.url, { JHUB_HUB: 'boss' })).toContain(boss)
    await jhub('logout', { env: alone })
    expect(await ofToken(hub.url)).toMatch(/^It is the token of the user admin/)
    expect(await jhub(`doctor ${hub.url} --hub mine`, { env: alone })).toMatchObject({ code: 2 })
  })

  test('says that nothing is there, or no hub', async () => {
    const { jhub } = atHub()
    const gone = await jhub('doctor http://127.0.0.1:9/ --json check,status')
    expect(gone.code).toBe(1)
    expect(statuses(gone.stdout)).toMatchObject({ reachable: 'fault', hub: 'skipped' })
    const page = await listen((_, response) => void response.end('<p>hello</p>'))
    const { code, stdout } = await jhub(`doctor ${page} --json check,status`)
    expect([code, statuses(stdout)]).toEqual([
      1,
      expect.objectContaining({ reachable: 'ok', hub: 'fault', token: 'skipped' }),
    ])
  })

  test('starts a server only if it is named, and leaves nothing behind', async () => {
    const { jhub, hub, env } = await atListeningHub({
      users: ['ada'],
      config: { slow_spawn_timeout: 0 },
    })
    await jhub('doctor', { env })
    expect(hub.requests.filter(({ path }) => path.includes('/users/ada/'))).toEqual([])
    hub.spawner.script('ada', 'trial', [{ progress: 20, message: 'Pulling' }, { wait: 1500 }])
    const args = 'doctor --start-server ada/trial --json check,status,says'
    const { stdout } = await jhub(args, { env })
    expect(statuses(stdout)['progress']).toBe('ok')
    expect(hub.state.users.get('ada')?.servers.get('trial')).toBeUndefined()
  })

  test('tidies up after Ctrl-C, and ends as one that was interrupted', async () => {
    const { hub, env } = await listeningHub({
      users: ['ada'],
      config: { slow_spawn_timeout: 0 },
    })
    hub.spawner.script('ada', 'trial', [{ progress: 20, message: 'Pulling' }, { wait: 1500 }])
    const { child, ended } = startJhub(['doctor', '--start-server', 'ada/trial'], env)
    const trial = () => hub.state.users.get('ada')?.servers.get('trial')
    await vi.waitUntil(() => trial() !== undefined, { timeout: 20_000 })
    child.kill('SIGINT')
    const [code, , stderr] = await ended
    expect([code, stderr]).toEqual([130, expect.stringContaining('Removes ada/trial first')])
    expect(stderr).toMatch(/^jhub: interrupted$/m)
    expect(trial()).toBeUndefined()
  })

  test('says what it leaves where it cannot tidy up', async () => {
    const { jhub, hub, env } = await atListeningHub({
      users: ['ada'],
      config: { slow_spawn_timeout: 0 },
    })
    hub.spawner.script('ada', 'trial', [{ progress: 20, message: 'Pulling' }, { wait: 1500 }])
    const path = '/hub/api/users/{user}/servers/{server}'
    hub.faults.add({ method: 'DELETE', path, times: Infinity, trouble: { status: 403 } })
    const args = 'doctor --start-server ada/trial --json check,status,says,remedy'
    const { stdout } = await jhub(args, { env })
    expect((JSON.parse(stdout) as Told[]).find(({ check }) => check === 'progress')).toMatchObject({
      status: 'warning',
      says: expect.stringContaining('ada/trial is not removed'),
      remedy: 'jhub servers stop ada/trial',
    })
  })

  test('finds that WebSockets get through where nothing is between', async () => {
    const { jhub, env } = await atListeningHub()
    const { stdout } = await jhub('doctor --json check,status', { env })
    expect(statuses(stdout)['websockets']).toBe('ok')
  })

  test('leaves a server alone that runs', async () => {
    const { jhub, hub, env } = await atListeningHub({ users: ['ada'] })
    await jhub('servers start ada', { env })
    const { stdout } = await jhub('doctor --start-server ada --json check,status', { env })
    expect(statuses(stdout)['progress']).toBe('skipped')
    expect(hub.requests.some(({ method, path }) => method === 'DELETE' && /ada/.test(path))).toBe(
      false,
    )
  })

  describe('of an address without a scheme', () => {
    const looksAt = (url: string): string =>
      `Looks at ${url}, as the address says neither http:// nor https://.\n`

    test('goes by http: where that alone is spoken', async () => {
      const { jhub, hub, env } = await atListeningHub()
      const { host } = new URL(hub.url)
      const { stdout, stderr } = await jhub(`doctor ${host} --json check,status`, { env })
      expect(stderr).toBe(looksAt(`http://${host}`))
      expect(statuses(stdout)).toMatchObject({ reachable: 'ok', hub: 'ok', token: 'ok' })
    })

    test.each([
      ['anyone', {}, { reachable: 'ok', certificate: 'fault' }],
      ['those who show a certificate', { requestCert: true }, { reachable: 'fault' }],
    ])('goes by https: where TLS is spoken with %s', async (_, options, found) => {
      const { server: own, ca } = makeCertificates()
      const server = createTlsServer({ ...own, ca, ...options }, (_request, response) => {
        response.end('{"version":"6.0.1"}')
      })
      const { host } = new URL(await listening(server))
      const { stdout, stderr } = await atHub().jhub(`doctor ${host} --json check,status`)
      expect(stderr).toBe(looksAt(`https://${host}`))
      expect(statuses(stdout)).toMatchObject(found)
    })

    test('goes by http: where the port of https: is closed', async ({ skip }) => {
      const server = createServer((_, response) => void response.end('{"version":"6.0.1"}'))
      // An address of loopback that nobody else takes.
      const began = once(server.listen(80, '127.0.46.7'), 'listening')
      const error = await began.then(
        () => undefined,
        (failed: NodeJS.ErrnoException) => failed,
      )
      if (error !== undefined) skip(`port 80 of 127.0.46.7 cannot be had here: ${error.code}`)
      onTestFinished(() => void server.close())
      const { stderr } = await atHub().jhub('doctor 127.0.46.7 --json check,status')
      expect(stderr).toBe(looksAt('http://127.0.46.7'))
    })

    test('has one finding where nothing is there', async () => {
      const { code, stdout, stderr } = await atHub().jhub('doctor 127.0.0.1:9')
      expect([code, stderr]).toEqual([1, looksAt('https://127.0.0.1:9')])
      expect(stdout.match(/\tfault\t.*/g)).toEqual([
        expect.stringContaining('Nothing listens at 127.0.0.1:9.'),
      ])
    })

    test('refuses a login that is of another hub', async () => {
      const { jhub, hub } = await atListeningHub()
      const login = await jhub(`login ${hub.url} --name here`, { env: { JHUB_TOKEN: secret } })
      expect(login.code).toBe(0)
      const { code, stderr } = await jhub('doctor http://127.0.0.1:9/ --hub here')
      expect([code, stderr]).toEqual([
        2,
        'jhub: the hub here is at another address\nLeave out --hub, or the address.\n',
      ])
    })

    test('shows no password', async () => {
      const { code, stderr } = await atHub().jhub('doctor ada:pw-of-ada@127.0.0.1:9')
      expect([code, stderr]).toEqual([2, expect.stringContaining('must begin with http://')])
      expect(stderr).not.toContain('pw-of-ada')
    })
  })

  test('asks for what goes with what', async () => {
    const { jhub } = atHub()
    expect(await jhub('doctor --options {}')).toMatchObject({ code: 2 })
  })
})
