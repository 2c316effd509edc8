import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { isAtLeast } from '../src/version.ts'
import { hubVersion, report } from '../trials/trial.ts'
import { onBoth } from './both-hubs.ts'
import { cookieIn, curlAs, fields, follow, outlineOf } from './curl/ask.ts'
import { curl, curlVersion } from './curl/run-curl.ts'
import type { Setting } from './curl/run-curl.ts'

const version = curlVersion()
const isLeftOut = version === undefined && process.env['CI'] !== 'true'
if (isLeftOut) report('curl: NOT RUN, apt-get install curl', [])

/** Hubs since 2.0 know pages, since 4.0 they want an XSRF token. */
const hasPages = isAtLeast(hubVersion, '2.0')
const hasXsrf = isAtLeast(hubVersion, '4.0')

const inPages: Setting = ['header', 'Accept: application/jupyterhub-pagination+json']

interface Page {
  readonly items: readonly { readonly name: string }[]
  readonly _pagination: { readonly next: { readonly url: string } | null }
}

describe.skipIf(isLeftOut)('curl', () => {
  test('walks pages', async () => {
    const walked = await onBoth(async (hub) => {
      const get = curlAs(hub, hub.adminToken)
      const names: string[] = []
      let pages = 0
      for (let next: string | undefined = '/users?limit=3'; next !== undefined; pages += 1) {
        const { status, body } = await get(next, inPages)
        expect(status).toBe(200)
        const page = JSON.parse(body) as Page | Page['items']
        names.push(...('items' in page ? page.items : page).map(({ name }) => name))
        const url = 'items' in page ? page._pagination.next?.url : undefined
        next = url?.slice(`${hub.url}hub/api`.length)
      }
      return { names: names.toSorted(), pages }
    })
    expect(walked.names).toContain('漢字')
    expect(walked.pages).toBe(hasPages ? 3 : 1)
  })

  test('makes a user, starts a server, sees it come up, and deletes both', async () => {
    const story = await onBoth(async (hub) => {
      const ask = curlAs(hub, hub.adminToken)
      const made = await ask('/users/grace', ['request', 'POST'])
      const again = await ask('/users/grace', ['request', 'POST'])
      const options = JSON.stringify({ spawner: 'slow', seconds: 4 })
      const started = await ask('/users/grace/servers/lab', ['data', options])
      const { events, pending } = await follow(hub, 'grace', 'lab')
      const body: Setting[] = [
        ['request', 'DELETE'],
        ['data', '{"remove": true}'],
      ]
      const removed = await ask('/users/grace/servers/lab', ...body)
      const gone = await ask('/users/grace/servers/lab', ['request', 'DELETE'])
      const deleted = await ask('/users/grace', ['request', 'DELETE'])
      const absent = await ask('/users/grace')
      const answers = { made, again, started, removed, gone, deleted, absent }
      const outlines = Object.entries(answers).map(([name, answer]) => [name, outlineOf(answer)])
      return { ...Object.fromEntries(outlines), events, pending } as Told
    })
    const statuses = Object.values(story).flatMap((value) =>
      'status' in value ? [value.status] : [],
    )
    expect(statuses).toEqual([201, 409, 202, 204, 404, 204, 404])
    // The first event is there while the server is on its way.
    expect(story.pending[0]).toBe('spawn')
    expect(story.events.length).toBeGreaterThan(2)
    expect(story.events.at(-1)).toMatchObject({ progress: 100, ready: true })
    report(`curl ${version}: as on a real hub`, [
      `a user and a server made, seen and deleted: ${statuses.join(', ')}, ${story.events.length} events`,
    ])
  })

  test('is refused', async () => {
    const refused = await onBoth(async (hub) => {
      const none = await curl([['url', `${hub.url}hub/api/users`]])
      const wrong = await curlAs(hub, 'not-a-token')('/users')
      const narrow = await curlAs(hub, hub.tokens['nobody'] ?? '')('/users/ada')
      const nowhere = await curlAs(hub, hub.adminToken)('/nowhere')
      return [none, wrong, narrow, nowhere].map(outlineOf)
    })
    const statuses = refused.map(({ status }) => status)
    expect(statuses).toEqual([403, 403, 403, 404])
  })

  test('asks for headers alone', async () => {
    const answers = await onBoth(async (hub) => {
      const head = curlAs(hub, hub.adminToken)
      const paths = ['/', '/users', '/users/nobody', '/health']
      return Promise.all(paths.map(async (path) => outlineOf(await head(path, ['head']))))
    })
    expect(answers.map(({ body }) => body)).toEqual(answers.map(() => ''))
  })

  test('logs in by the form, and goes on with its cookies', async () => {
    const story = await onBoth(async (hub) => {
      const dir = await mkdtemp(join(tmpdir(), 'jupyterhub-curl-'))
      onTestFinished(() => rm(dir, { recursive: true, force: true }))
      const jar = join(dir, 'jar')
      const visit = (path: string, ...settings: Setting[]) =>
        curl([
          ['url', hub.url + path],
          ['cookie', jar],
          ['cookie-jar', jar],
          ['referer', `${hub.url}hub/home`],
          ...settings,
        ])
      const form = await visit('hub/login')
      const xsrf = await cookieIn(jar, '_xsrf')
      const wrong = await visit('hub/login', ...fields({ username: 'ada', password: 'x', xsrf }))
      const { password } = hub
      const came = await visit('hub/login', ...fields({ username: 'ada', password, xsrf }))
      const home = await visit('hub/home')
      const token = await cookieIn(jar, '_xsrf')
      const who = await visit('hub/api/user', ['header', `X-XSRFToken: ${token}`])
      const { name } = JSON.parse(who.body) as { name?: unknown }
      const statuses = [form, wrong, came, home, who].map(({ status }) => status)
      const location = came.headers.get('location')
      return { statuses, location, name, hasXsrf: xsrf !== '' }
    })
    expect(story.hasXsrf).toBe(hasXsrf)
    const [form, , ...others] = story.statuses
    expect([form, ...others]).toEqual([200, 302, 200, 200])
    expect(story.name).toBe('ada')
  })
})

type Told = Record<string, ReturnType<typeof outlineOf>> & {
  readonly events: readonly object[]
  readonly pending: readonly unknown[]
}
