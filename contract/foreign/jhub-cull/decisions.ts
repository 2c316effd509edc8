import { execFile } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { onTestFinished } from 'vitest'
import { program } from '../../trials/jhub.ts'
import { runCuller } from '../idle-culler/cull.ts'

/** Where a program is to look, and with what. */
export interface Access {
  readonly url: string
  readonly token: string
}

/** What was decided, a line for each server and user that is to go: `stop ada/lab: idle`, in the order of the alphabet. */
export type Decisions = readonly string[]

/**
 * What the culler decides. It looks at the real hub, but its deletions go no further than to here, where they are answered as if they were
 * done, so that the next decision is about the same servers.
 */
export async function cullersDecisions(
  python: string,
  { url, token }: Access,
  options: readonly string[],
): Promise<Decisions> {
  const deletions: string[] = []
  const relay = createServer((request, response) => {
    void (async () => {
      const { method = 'GET', url: path = '/' } = request
      if (method === 'DELETE') {
        deletions.push(deedOf(path, await text(request)))
        response.writeHead(204).end()
        return
      }
      const { authorization = '', accept = '' } = request.headers
      const answer = await fetch(new URL(path, url), { headers: { authorization, accept } })
      const body = (await answer.text()).replaceAll(url, relayUrl)
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(body)
    })()
  })
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void relay.close())
  const relayUrl = `http://127.0.0.1:${(relay.address() as AddressInfo).port}/`
  const log = await runCuller(python, { url: relayUrl, token }, options)
  return deletions.map((deed) => `${deed}: ${whyOf(deed, log)}`).toSorted()
}

const route = /\/hub\/api\/users\/([^/]+)(?:\/server(?:s\/([^/]+))?)?$/

function deedOf(path: string, body: string): string {
  const [, user = '', server] = (route.exec(path) ?? []).map((part) =>
    decodeURIComponent(part ?? ''),
  )
  if (!path.includes('/server')) return `delete ${user}`
  const target = server === '' ? user : `${user}/${server}`
  return body.includes('"remove": true') ? `remove ${target}` : `stop ${target}`
}

/** Of what is idle the culler logs how long; of what is too old, its age before that. */
function whyOf(deed: string, log: readonly string[]): string {
  const [verb, target] = deed.split(' ')
  const kind = verb === 'delete' ? 'user' : 'server'
  const line = log.find((entry) => entry.startsWith(`INFO Culling ${kind} ${target} (`))
  if (line === undefined) return 'it does not say why'
  return line.includes('(age:') ? 'max_age' : 'idle'
}

/** What jhub decides. */
export async function jhubsDecisions(
  access: Access,
  options: readonly string[],
): Promise<Decisions> {
  const lines = await jhub(access, [
    'cull',
    '--dry-run',
    ...options,
    '--json',
    'target,action,because',
  ])
  const decided = JSON.parse(lines) as readonly Record<'target' | 'action' | 'because', string>[]
  return decided
    .filter(({ action }) => action !== 'keep')
    .map(({ target, action, because }) => `${action} ${target}: ${because}`)
    .toSorted()
}

/** Runs the built program; gives its stdout. */
export async function jhub({ url, token }: Access, args: readonly string[]): Promise<string> {
  const env = {
    PATH: process.env['PATH'],
    JUPYTERHUB_API_URL: `${url}hub/api`,
    JUPYTERHUB_API_TOKEN: token,
  }
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...args], {
    env,
    timeout: 60_000,
  })
  return stdout
}
