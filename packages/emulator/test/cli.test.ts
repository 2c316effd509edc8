import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'

const program = fileURLToPath(new URL('../dist/cli.js', import.meta.url))

test('serves a hub, says how to reach it and what it was asked, and ends with Ctrl-C', async () => {
  const child = spawn(process.execPath, [program, '--hub', '5.5', '--students', '3'])
  onTestFinished(() => void child.kill('SIGKILL'))
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  const next = async (): Promise<string> => String((await lines.next()).value)
  expect(await next()).toMatch(/^JupyterHub 5\.5\.1, emulated: http:\/\/127\.0\.0\.1:\d+\/$/)
  const said = await next()
  const [, url = '', token = ''] =
    /^export JUPYTERHUB_API_URL=(\S+) JUPYTERHUB_API_TOKEN=(\S+)$/.exec(said) ?? []
  const response = await fetch(`${url}/users/student-00003`, {
    headers: { authorization: `token ${token}` },
  })
  expect(await response.json()).toMatchObject({ name: 'student-00003' })
  expect(await next()).toMatch(/^200 GET \/hub\/api\/users\/student-00003 \d+ ms$/)
  await fetch(`${url}/authorizations/token/${token}`)
  expect(await next()).toMatch(/^403 GET \/hub\/api\/authorizations\/token\/\*\*\* \d+ ms$/)
  child.kill('SIGINT')
  expect(await once(child, 'exit')).toEqual([0, null])
})

test.each([
  [['--hub', '9'], /^No hub "9" is known: it takes 6\.0\.1, .*\n$/],
  [['--port', 'x'], /^--port takes a whole number, not "x"\n$/],
  [['--nonsense'], /^Unknown option '--nonsense'/],
])('says in a sentence what it cannot do: %j', (args, sentence) => {
  const { status, stderr } = spawnSync(process.execPath, [program, ...args], {
    encoding: 'utf8',
    timeout: 10_000,
  })
  expect([status, stderr]).toEqual([2, expect.stringMatching(sentence)])
})
