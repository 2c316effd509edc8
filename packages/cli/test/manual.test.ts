import { readFileSync } from 'node:fs'
import { generateHelpTextForAllCommands } from '@stricli/core'
import type { Application, CommandContext } from '@stricli/core'
import { expect, test } from 'vitest'
import { paragraphsOf } from '../src/help/page.ts'
import { app } from '../src/app.ts'
import { manual } from '../src/help/manual.ts'

test('the manual that is packed has every command, with each of its flags, and every file', () => {
  const page = readFileSync(new URL('../dist/man/jhub.1', import.meta.url), 'utf8')
  for (const file of ['hubs.json', 'tokens.json', 'rosters/*.jsonl']) expect(page).toContain(file)
  const commands = generateHelpTextForAllCommands(app as unknown as Application<CommandContext>)
  for (const [route, help] of commands) {
    const [, chapter] = page.split(`.SS "${route.replaceAll('-', '\\-')} `)
    expect(chapter).toBeDefined()
    const [shown = ''] = (chapter ?? '').split('.SS')
    const [, flags = ''] = /\nFLAGS\n([^]*?)\n\n/.exec(help) ?? []
    for (const [, flag = ''] of flags.matchAll(/^ {2}(--[\w-]+)/gm)) {
      expect(shown).toContain(`\\fB${flag.replaceAll('-', '\\-')}`)
    }
  }
})

test('nothing of a text is taken for a request', () => {
  const page = {
    brief: '.so /etc/passwd',
    more: "'quoted\n  a\\b -c",
    examples: ['.x "y"'],
    usage: '[flags]',
    flags: [{ name: '--a-b', meaning: '.z' }],
    common: [],
    args: [],
  }
  const preface = { version: '1.0', brief: 'x', before: [], behind: [] }
  const lines = manual(preface, [{ command: 'x', page }]).split('\n')
  expect(lines.slice(lines.indexOf('.SH COMMANDS') + 1)).toEqual([
    '.SS "jhub x [flags]"',
    '\\&.so /etc/passwd.',
    '.PP',
    "\\&'quoted",
    '.RS 4',
    '.nf',
    'a\\eb \\-c',
    '.fi',
    '.RE',
    '.TP',
    '\\fB\\-\\-a\\-b\\fR',
    '\\&.z',
    '.PP',
    'For example:',
    '.RS 4',
    '.nf',
    '\\&.x \\(dqy\\(dq',
    '.fi',
    '.RE',
    '.SH FLAGS OF ALL COMMANDS',
    '',
  ])
})

test('what help says goes on over the ends of its lines, but for what begins with blanks', () => {
  const text = 'A sentence that goes\non.\n  jhub one\n  jhub two\nAnother\none.'
  expect(paragraphsOf(text)).toEqual([
    'A sentence that goes on.',
    '  jhub one',
    '  jhub two',
    'Another one.',
  ])
})
