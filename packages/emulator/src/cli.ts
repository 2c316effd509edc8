#!/usr/bin/env node
import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { createHub } from './create-hub.ts'
import type { LoggedRequest } from './log/logged-request.ts'
import { semester } from './semester.ts'
import { versions } from './versions.ts'

const help = `A JupyterHub in this process, on loopback, until Ctrl-C. Any password logs people in.

  npx jupyterhub-emulator [--hub 5.5] [--port 8000] [--base-url /pfx/] [--students 1000]

  --hub VERSION     ${versions.join(', ')}: the first unless given
  --port PORT       a free one unless given
  --base-url PATH   path below which it answers: / unless given
  --students N      so many students in courses, with their groups
`

try {
  await main()
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 2
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      help: { type: 'boolean', short: 'h' },
      hub: { type: 'string', default: versions[0] },
      port: { type: 'string', default: '0' },
      'base-url': { type: 'string', default: '/' },
      students: { type: 'string', default: '0' },
    },
  })
  if (values.help) {
    console.log(help)
    return
  }
  const token = randomBytes(16).toString('hex')
  const people = semester({ students: wholeNumber('--students', values.students) })
  const hub = createHub({
    ...people,
    version: values.hub,
    baseUrl: values['base-url'],
    services: [{ name: 'root', api_token: token, admin: true }],
    onRequest: (request) => console.log(lineOf(request)),
  })
  const listener = await hub.listen({ port: wholeNumber('--port', values.port) })
  console.log(`JupyterHub ${hub.version}, emulated: ${hub.url}`)
  console.log(`export JUPYTERHUB_API_URL=${hub.url}hub/api JUPYTERHUB_API_TOKEN=${token}`)
  process.once('SIGINT', () => void listener.close())
  process.once('SIGTERM', () => void listener.close())
}

function lineOf({ method, path, status, ms }: LoggedRequest): string {
  return `${status ?? '---'} ${method} ${path} ${Math.round(ms)} ms`
}

function wholeNumber(option: string, text: string): number {
  if (/^\d{1,7}$/.test(text)) return Number(text)
  throw new Error(`${option} takes a whole number, not "${text}"`)
}
