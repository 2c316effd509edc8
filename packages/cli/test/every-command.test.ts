import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { generateHelpTextForAllCommands } from '@stricli/core'
import type { Application, CommandContext } from '@stricli/core'
import { describe, expect, onTestFinished, test } from 'vitest'
import { app } from '../src/app.ts'
import { exampleHub } from './support/example-hub.ts'
import { commands, list } from './support/every-command.ts'
import type { Forms, Typed } from './support/every-command.ts'
import type { Ran, Setting } from './support/terminal.ts'

test('every command there is, is among them', () => {
  const all = generateHelpTextForAllCommands(app as unknown as Application<CommandContext>)
  expect(Object.keys(commands)).toEqual(all.map(([route]) => route.replace(/^jhub /, '')))
})

/** Types a command, with more behind it, at a hub of its own. */
async function type(
  { args, before = 'whoami', stdin = '' }: Typed,
  more: string,
  setting: Setting,
) {
  const { jhub, hub, folder } = await exampleHub()
  writeFileSync(join(folder, 'new.csv'), 'name,groups\nada,class101\neve,class101\n')
  const listener = await hub.listen()
  onTestFinished(() => listener.close())
  const env = { JUPYTERHUB_API_URL: `${hub.url}hub/api`, ...setting.env }
  expect(await jhub(before, { env })).toMatchObject({ code: 0 })
  const changes = () => hub.requests.filter(({ method }) => method !== 'GET').length
  const changesBefore = changes()
  const line = args.replace('URL', hub.url).replace('FOLDER', folder) + more
  const ran = await jhub(line, { columns: 200, stdin, ...setting, env })
  return { ...ran, changes: changes() - changesBefore }
}

const linesOf = (text: string): string[] => text.replace(/\n$/, '').split('\n')

/** Where the columns of a table begin, by its header. */
const startsOf = (table: string): number[] =>
  [...(linesOf(table)[0] ?? '').matchAll(/(?<=^| {2})[A-Z]/g)].map(({ index }) => index)

function expectTable(stdout: string): void {
  const [header, ...rows] = linesOf(stdout)
  expect(header).toMatch(/^[A-Z]+( +[A-Z]+)*$/)
  expect(rows.length).toBeGreaterThan(0)
  for (const start of startsOf(stdout).slice(1)) {
    // Each column begins below its title: nothing of the one before reaches there.
    for (const row of rows) expect(row.slice(start - 2, start).trim()).toBe('')
  }
}

function expectFields(stdout: string): void {
  const starts = linesOf(stdout).map((line) => /^[a-z_]+: +/.exec(line)?.[0].length)
  expect(starts[0]).toBeGreaterThan(0)
  expect(new Set(starts).size).toBe(1)
}

const expectForm: Readonly<Record<Forms['terminal' | 'piped'], (stdout: string) => void>> = {
  table: expectTable,
  fields: expectFields,
  words: (stdout) => expect(stdout).not.toBe(''),
  rows: (stdout) => {
    for (const line of linesOf(stdout)) expect(line).toContain('\t')
  },
  JSON: (stdout) => expect(() => JSON.parse(stdout)).not.toThrow(),
  'lines of JSON': (stdout) => {
    for (const line of linesOf(stdout)) expect(() => JSON.parse(line)).not.toThrow()
  },
  nothing: (stdout) => expect(stdout).toBe(''),
}

/** Looks at what a command printed. */
function expectShown(
  { stdout, stderr }: Ran,
  form: Forms['terminal' | 'piped'],
  shows: Typed['shows'],
): void {
  expectForm[form](stdout)
  expect(form === 'nothing' ? stderr : stdout).toMatch(shows)
}

const all = Object.entries(commands)

describe.each(all)('jhub %s', (_, typed) => {
  const { forms, shows, code = 0 } = typed
  const { terminal, piped } = forms

  test(`on a terminal: ${terminal}`, async () => {
    const ran = await type(typed, '', { tty: true })
    expect(ran).toEqual({ ...ran, code })
    expectShown(ran, terminal, shows)
  })

  test(`in a pipe: ${piped}, and no colour`, async () => {
    const ran = await type(typed, '', { env: { NO_COLOR: '' } })
    expect(ran).toEqual({ ...ran, code })
    expectShown(ran, piped, shows)
    expect(ran.stdout).toBe(stripVTControlCharacters(ran.stdout))
  })
})

test.each(all.filter(([, { forms }]) => forms.terminal === 'table'))(
  'jhub %s: the header is in colour, and in a pipe there is none',
  async (_, typed) => {
    const coloured = await type(typed, '', { tty: true, env: { NO_COLOR: '' } })
    const stdout = stripVTControlCharacters(coloured.stdout)
    expect(coloured.stdout.length).toBeGreaterThan(stdout.length)
    expectTable(stdout)
    const piped = (await type(typed, '', {})).stdout
    const [header = ''] = linesOf(stdout)
    expect(piped).not.toContain(header)
  },
)

test.each(all.filter(([, { forms }]) => forms === list))(
  'jhub %s: each row of the table is one with tabs in a pipe, and has all columns there',
  async (_, typed) => {
    const table = (await type(typed, '', { tty: true })).stdout
    const rows = linesOf((await type(typed, '', {})).stdout)
    expect(rows).toHaveLength(linesOf(table).length - 1)
    const [header = ''] = (await type(typed, ' --csv', {})).stdout.split('\r\n')
    const columns = header.split(',')
    for (const row of rows) expect(row.split('\t')).toHaveLength(columns.length)
    const titles = columns.map((name) => name.toUpperCase().replaceAll('_', ' '))
    const shown = linesOf(table)[0]?.split(/ {2,}/)
    expect(titles.filter((title) => shown?.includes(title))).toEqual(shown)
  },
)

test.each(all.filter(([, { forms }]) => forms.json !== 'no flag'))(
  'jhub %s: --json says which fields there are, does nothing, and gives those that are named',
  async (_, typed) => {
    const asked = await type(typed, ' --json', {})
    expect(asked).toMatchObject({ code: 2, stdout: '', changes: 0 })
    const fields = /^Fields: (.+)$/m.exec(asked.stderr)?.[1]?.split(', ') ?? []
    expect(fields.length).toBeGreaterThan(0)
    for (const some of [fields.toReversed(), fields.slice(0, 1)]) {
      const { code = 0, forms } = typed
      const { stdout, ...ran } = await type(typed, ` --json ${some.join(',')}`, {})
      expect(ran).toEqual({ ...ran, code })
      const value: unknown = JSON.parse(stdout)
      expect(Array.isArray(value)).toBe(forms.json === 'list')
      const things = [value].flat() as object[]
      expect(things.length).toBeGreaterThan(0)
      for (const thing of things) expect(Object.keys(thing)).toEqual(some)
    }
  },
)

test.each(all.filter(([, { forms }]) => forms.json === 'no flag'))(
  'jhub %s: there is no --json',
  async (_, typed) => {
    const { stderr, ...ran } = await type(typed, ' --json', {})
    expect(ran).toEqual({ code: 2, stdout: '', changes: 0 })
    expect(stderr).toContain('there is no flag --json')
  },
)
