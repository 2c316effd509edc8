import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { unreached } from '../src/errors/unreached.ts'
import { folder } from './support/folder.ts'
import { jhub as runBuilt } from './support/program.ts'
import { atHub, secret } from './support/terminal.ts'

describe('a file for --input', () => {
  test.each([
    ['none.json', 'cannot be read: there is no such file or folder\n'],
    ['.', 'cannot be read: it is a folder, not a file\n'],
    ['file/more.json', 'cannot be read: a part of this path is a file, not a folder\n'],
    ['empty.json', 'is empty\nIt should hold JSON.\n'],
    ['broken.json', 'is no JSON, at line 2, column 10\nNames and texts stand in double quotes'],
    ['bare.json', 'is no JSON\nNames and texts stand in double quotes'],
  ])('%s: %s', async (name, says) => {
    const { jhub, hub } = atHub({ groups: [{ name: 'class101' }] })
    const place = folder()
    writeFileSync(join(place, 'file'), '')
    writeFileSync(join(place, 'empty.json'), '\n')
    writeFileSync(join(place, 'broken.json'), '{\n  "a": 1,}\n')
    writeFileSync(join(place, 'bare.json'), 'x')
    const path = join(place, name)
    for (const command of ['api POST /groups', 'groups properties class101']) {
      const { code, stdout, stderr } = await jhub(`${command} --input ${path}`)
      expect([code, stdout]).toEqual([2, ''])
      expect(stderr.startsWith(`jhub: ${path} ${says}`)).toBe(true)
    }
    expect(hub.requests).toEqual([])
  })

  test('stdin has no path', async () => {
    const { jhub } = atHub()
    const { stderr } = await jhub('api POST /groups --input -', { stdin: '' })
    expect(stderr).toBe('jhub: stdin is empty\nIt should hold JSON.\n')
  })
})

test('a configuration folder that cannot be written to is named', async () => {
  const { jhub, hub, folder: config } = atHub()
  writeFileSync(join(config, 'jhub'), '')
  const login = `login ${hub.url} --with-token --name work`
  const { code, stderr } = await jhub(login, { stdin: secret })
  expect([code, stderr]).toEqual([
    1,
    expect.stringMatching(
      /hubs\.json cannot be read: a part of this path is a file, not a folder\n$/,
    ),
  ])
  const read = atHub()
  mkdirSync(join(read.folder, 'jhub', 'hubs.json'), { recursive: true })
  expect((await read.jhub('hubs list')).stderr).toContain(
    'hubs.json cannot be read: it is a folder',
  )
})

test.each([
  ['connect ECONNREFUSED 127.0.0.1:9', 'nothing listens at 127.0.0.1:9'],
  ['connect ECONNREFUSED ::1:9, connect ECONNREFUSED 127.0.0.1:9', 'nothing listens at ::1:9'],
  ['getaddrinfo ENOTFOUND nope.invalid', 'there is no host nope.invalid'],
  ['getaddrinfo EAI_AGAIN hub.test', 'the name hub.test cannot be looked up now'],
  ['connect ENETUNREACH 10.0.0.1:443', 'there is no way to 10.0.0.1:443'],
  ['connect ETIMEDOUT 10.0.0.1:443', '10.0.0.1:443 does not answer'],
  ['connect ENOENT /run/hub.sock', 'there is no socket /run/hub.sock'],
  ['socket hang up', undefined],
])('%s: %s', (message, says) => {
  expect(unreached(`GET http://hub.test/: could not reach the hub: ${message}`)).toBe(says)
})

test('a hub that is not there is told of in a sentence', async () => {
  const env = { JUPYTERHUB_API_URL: 'http://127.0.0.1:9/hub/api', JUPYTERHUB_API_TOKEN: 'x' }
  expect(await runBuilt(['users', 'list'], env).ended).toEqual([
    1,
    '',
    'jhub: cannot reach http://127.0.0.1:9/hub/api: nothing listens at 127.0.0.1:9\n' +
      'Is the address right, and the hub up? jhub doctor looks closer.\n',
  ])
})
