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

test.each(['', '--help', '-h', 'help', '--hub class', '--debug --help'])(
  'jhub %s shows what there is',
  async (args) => {
    const { jhub, hub } = atHub()
    const { code, stdout, stderr } = await jhub(args)
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^JupyterHub at a terminal\.\n\nUSAGE\n {2}jhub <command> /)
    expect(stdout).toMatch(/^ {2}servers +Servers: start, stop, look after$/m)
    expect(stdout).toMatch(/^ {2}--version, -v +Show the version$/m)
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([])
    expect(hub.requests).toEqual([])
  },
)

test('what jhub alone shows can be typed', async () => {
  const { stdout } = await (await exampleHub()).jhub('')
  const [, shown = ''] = /^EXAMPLES\n([^]*?)\n\n/m.exec(stdout) ?? []
  const lines = shown.split('\n').map((line) => line.trim())
  expect(lines).toContain('jhub servers start --group class101')
  for (const line of lines) {
    const { jhub } = await exampleHub()
    expect(line).toMatch(/^jhub /)
    const { code, stderr } = await jhub(line.slice('jhub '.length), { tty: true, typed: ['pw'] })
    expect([line, code, stderr]).not.toEqual([line, 2, expect.anything()])
  }
})

test('a noun alone shows its verbs, as help does', async () => {
  const { jhub } = atHub()
  const alone = await jhub('users')
  expect(alone).toEqual({ code: 0, stderr: '', stdout: expect.stringContaining('\n  rename  ') })
  for (const line of ['users --help', 'help users']) expect(await jhub(line)).toEqual(alone)
  const page = await jhub('users list --help')
  expect(await jhub('help users list')).toEqual(page)
  expect(await jhub('help usrs')).toMatchObject({ code: 2, stdout: '' })
})

test.each(['--version', '-v'])('jhub %s is the version', async (line) => {
  const { jhub } = atHub()
  expect(await jhub(line)).toEqual({ code: 0, stdout: '0.1.0\n', stderr: '' })
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
  const usages = [
    'servers stop [flags] [<server>...]',
    'groups add [flags] <group> <user>...',
    'codes revoke [flags] <server> [<id>...]',
  ]
  for (const usage of usages) {
    const [noun, verb] = usage.split(' ')
    expect((await jhub(`${noun} ${verb} --help`)).stdout).toContain(`  jhub ${usage}\n`)
  }
  const { stdout: cull } = await jhub('cull --help')
  expect(cull).toMatch(
    /--cull-named-servers +Stop named servers: done unless\n +--no-cull-named-servers$/m,
  )
})

test.each([
  ['--frob', 'there is no flag --frob before the command\nSay flags behind it. See: jhub --help'],
  [
    '-x users list',
    'there is no flag -x before the command\nSay flags behind it. See: jhub --help',
  ],
  ['users --frob', 'there is no flag --frob here\nSee: jhub users --help'],
  ['users frob', 'there is no command frob\nSee: jhub users --help'],
  ['usrs', 'there is no command usrs; did you mean users?\nSee: jhub --help'],
  ['open', 'there is no command open\nThere is: jhub servers open'],
  ['start ada', 'there is no command start\nThere is: jhub servers start'],
  [
    'revoke',
    'there is no command revoke\nThere is: jhub tokens revoke, jhub shares revoke, jhub codes revoke',
  ],
  ...[
    ['delete ada --stopserver', 'there is no flag --stopserver; did you mean --stop-servers?'],
    ['delete ada -s', 'there is no flag -s'],
    ['list --limit 0', '"0" for --limit: a number above 0 is needed'],
    ['list --limit', '--limit needs a value'],
    ['list --limit 3 --limit 4', '--limit is there twice'],
    ['list --state up', '"up" for --state: one of active, ready, inactive is needed'],
    ['list --csv=3', '"3" for --csv: yes or no is needed'],
    ['show', '<user> is missing'],
    ['show a b', '"b" is one word too many'],
  ].map(([line = '', says]) => {
    const [verb] = line.split(' ')
    return [`users ${line}`, `${says}\nSee: jhub users ${verb} --help`]
  }),
  [
    'tokens create --expires-in soon',
    '"soon" for --expires-in: a time is like 90m, 12h or 30d\nSee: jhub tokens create --help',
  ],
  ['cull --no-cull-users=no', '--no-cull-users takes no value\nSee: jhub cull --help'],
  ['groups add x', '2 words at least are needed\nSee: jhub groups add --help'],
  ['completion tcsh', 'there is no completion for tcsh\nThere is for bash, zsh, fish.'],
])('jhub %s: %s', async (line = '', says) => {
  const { jhub, hub } = atHub()
  expect(await jhub(line)).toEqual({ code: 2, stdout: '', stderr: `jhub: ${says}\n` })
  expect(hub.requests).toEqual([])
})

test('what is wrong with a command line is in colour as all errors are', async () => {
  const { jhub } = atHub()
  const { stderr } = await jhub('usrs', { tty: true, env: { NO_COLOR: '' } })
  // What stricli puts around it, bold and red, is taken back before the first sign and behind `jhub:`.
  const start = '\x1b[1m\x1b[31m\x1b[22;31mjhub:\x1b[39m there is no command usrs;'
  expect(stderr.slice(0, start.length)).toBe(start)
})
