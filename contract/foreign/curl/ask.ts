import { readFile } from 'node:fs/promises'
import type { RunningHub } from '../../src/make-target.ts'
import { noteSecret } from '../../trials/trial.ts'
import { curl } from './run-curl.ts'
import type { CurlAnswer, Setting } from './run-curl.ts'

/** curl with a token. */
export const curlAs =
  (hub: RunningHub, token: string) =>
  (path: string, ...settings: Setting[]): Promise<CurlAnswer> =>
    curl([
      ['url', `${hub.url}hub/api${path}`],
      ['header', `Authorization: token ${token}`],
      ...settings,
    ])

/** What is the same on every hub of a version. */
export const outlineOf = ({ status, headers, body }: CurlAnswer) => ({
  status,
  type: headers.get('content-type'),
  version: headers.get('x-jupyterhub-version'),
  length: headers.get('content-length'),
  // Times differ, and the order of keys does not matter.
  body: body === '' ? '' : (JSON.parse(body.replaceAll(time, '"…"')) as unknown),
})

const time = /"\d{4}-\d\d-\d\dT[\d:.]+Z"/g

/** Follows a start, and looks at the server when an event comes. */
export async function follow(
  hub: RunningHub,
  user: string,
  server: string,
): Promise<{ events: object[]; pending: unknown[] }> {
  const ask = curlAs(hub, hub.adminToken)
  const events: object[] = []
  const pending: unknown[] = []
  await curl(
    [
      ['url', `${hub.url}hub/api/users/${user}/servers/${server}/progress`],
      ['header', `Authorization: token ${hub.adminToken}`],
      ['no-buffer'],
    ],
    async (line) => {
      if (!line.startsWith('data: ')) return
      events.push(JSON.parse(line.slice('data: '.length)) as object)
      if (pending.length > 0) return
      const { body } = await ask(`/users/${user}`)
      const { servers } = JSON.parse(body) as { servers: Record<string, { pending: unknown }> }
      pending.push(servers[server]?.pending)
    },
  )
  return { events, pending }
}

/** Fields of the login form. */
export function fields({ xsrf, ...data }: Readonly<Record<string, string>>): Setting[] {
  const all = { ...data, ...(xsrf && { _xsrf: xsrf }) }
  return Object.entries(all).map(([name, value]) => ['data-urlencode', `${name}=${value}`])
}

/** A cookie in the file in which curl keeps them; `''` if it is not there. */
export async function cookieIn(jar: string, name: string): Promise<string> {
  const lines = (await readFile(jar, 'utf8')).split('\n').map((line) => line.split('\t'))
  const value = lines.find((columns) => columns[5] === name)?.[6] ?? ''
  if (value !== '') noteSecret(value)
  return value
}
