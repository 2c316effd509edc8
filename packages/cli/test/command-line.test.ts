import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { commandLine } from '../src/command-line.ts'

test.each([
  [['servers', 'stop', 'ada', 'ada/lab', 'b@x.org'], undefined],
  [['servers', 'stop', 'maria b', "o'hara", '$(rm x)', '漢字', ''], 'my hub'],
])('a shell reads a command as it is meant: %j', (words, hub) => {
  const line = commandLine(words, hub)
  const read = execFileSync('sh', ['-c', `printf '%s\\n' ${line}`], { encoding: 'utf8' })
  const named = hub === undefined ? [] : ['--hub', hub]
  expect(read.split('\n').slice(0, -1)).toEqual(['jhub', ...named, ...words])
})

test('what needs no quotes has none', () => {
  expect(commandLine(['servers', 'stop', 'ada/lab'], 'class')).toBe(
    'jhub --hub class servers stop ada/lab',
  )
})
