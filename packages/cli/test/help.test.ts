import { join } from 'node:path'
import { generateHelpTextForAllCommands } from '@stricli/core'
import type { Application, CommandContext } from '@stricli/core'
import { expect, test } from 'vitest'
import { app } from '../src/app.ts'
import { exampleHub } from './support/example-hub.ts'
import { atHub, secret } from './support/terminal.ts'

const commands = generateHelpTextForAllCommands(app as unknown as Application<CommandContext>)

test.each(commands)('%s has help, with examples that can be read', async (route, help) => {
  const [, shown = ''] = help.split('EXAMPLES\n')
  const examples = [...shown.matchAll(/^ {2}(jhub .*)$/gm)].map(([, line = '']) => line)
  expect(examples.length).toBeGreaterThan(0)
  for (const line of examples) expect(line.startsWith(route)).toBe(true)
  const { jhub, hub } = atHub()
  const { code, stdout } = await jhub(`${route.replace(/^jhub /, '')} --help`)
  expect([code, stdout]).toEqual([0, expect.stringContaining('EXAMPLES\n  jhub ')])
  // A terminal of 80 columns shows it as it is meant.
  expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([])
  expect(hub.requests).toEqual([])
})

const examples = commands.flatMap(([, help]) =>
  (help.split('EXAMPLES\n')[1] ?? '')
    .split('\n')
    .map((line) => line.trim())
    // What reads from a pipe, or never ends, is tried elsewhere.
    .filter((line) => line !== '' && !line.includes(' < ') && !/ --(every|ready-by) /.test(line)),
)

test.each(examples)('%s is understood', async (line = '') => {
  const { jhub, folder } = await exampleHub()
  const args = line
    .replace(/^jhub /, '')
    .replace('properties.json', join(folder, 'properties.json'))
    .replace('class.csv', join(folder, 'class.csv'))
    .replace('rules.csv', join(folder, 'rules.csv'))
    .replace("groups='", "'groups=")
  const typed = line.startsWith('jhub login') ? [line.includes('--user') ? 'pw' : secret] : ['y']
  const { code, stderr } = await jhub(args, { tty: true, typed })
  expect([code, stderr]).not.toEqual([2, expect.anything()])
})

test('all commands are there', () => {
  expect(commands.map(([route]) => route)).toMatchInlineSnapshot(`
    [
      "jhub login",
      "jhub logout",
      "jhub whoami",
      "jhub hubs list",
      "jhub hubs use",
      "jhub users list",
      "jhub users show",
      "jhub users create",
      "jhub users delete",
      "jhub users rename",
      "jhub users admin",
      "jhub groups list",
      "jhub groups show",
      "jhub groups create",
      "jhub groups delete",
      "jhub groups add",
      "jhub groups remove",
      "jhub groups properties",
      "jhub servers list",
      "jhub servers start",
      "jhub servers stop",
      "jhub servers restart",
      "jhub servers remove",
      "jhub servers progress",
      "jhub servers open",
      "jhub tokens list",
      "jhub tokens create",
      "jhub tokens revoke",
      "jhub shares list",
      "jhub shares grant",
      "jhub shares revoke",
      "jhub codes list",
      "jhub codes create",
      "jhub codes revoke",
      "jhub services list",
      "jhub services show",
      "jhub services create",
      "jhub services delete",
      "jhub proxy list",
      "jhub proxy sync",
      "jhub proxy configure",
      "jhub cull",
      "jhub roster plan",
      "jhub roster apply",
      "jhub export",
      "jhub doctor",
      "jhub top",
      "jhub api",
      "jhub completion",
    ]
  `)
})

test('jhub alone shows what there is', async () => {
  const { jhub } = atHub()
  const { code, stdout } = await jhub('')
  expect([code, stdout]).toEqual([0, expect.stringContaining('servers')])
  expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([])
  expect((await jhub('--version')).stdout).toBe('0.1.0\n')
})

test('help says what values flags take, and wraps its lines', async () => {
  const { jhub } = atHub()
  const { stdout } = await jhub('api --help')
  expect(stdout).toContain(
    `USAGE
  jhub api [flags] <method> <path>
`,
  )
  expect(stdout).toContain(
    `
  --field <name=value>...  A field of the body, as JSON or text; of the query
                           for GET. Several times
  --input <file>           A file with JSON for the body; - for stdin
`,
  )
  expect((await jhub('users list --help')).stdout).toContain('--state <one>')
  expect((await jhub('servers stop --help')).stdout).toContain('servers stop [flags] [<server>...]')
})

test.each([
  ['users delete ada --stopserver', 'there is no flag --stopserver; did you mean --stop-servers?'],
  ['usrs', 'there is no command usrs; did you mean users?'],
  ['users list --limit 0', '"0" for limit: a number above 0 is needed'],
  ['users list --limit', '--limit needs a value'],
  ['users list --state up', '"up" for state: one of active, ready, inactive is needed'],
  ['users show a b', '"b" is one word too many'],
  ['groups add x', '2 words at least are needed: <group-or-user>...'],
])('%s: %s', async (line, sentence) => {
  const { jhub } = atHub()
  expect(await jhub(line)).toEqual({ code: 2, stdout: '', stderr: `jhub: ${sentence}\n` })
})
