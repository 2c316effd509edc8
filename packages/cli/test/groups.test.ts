import { expect, test } from 'vitest'
import { atHub } from './support/terminal.ts'

const seeds = {
  users: ['ada', 'grace'],
  groups: [{ name: 'class101', users: ['ada'] }, { name: 'empty' }],
}

test('jhub groups list', async () => {
  const { jhub } = atHub(seeds)
  expect((await jhub('groups list', { tty: true })).stdout).toBe(
    'NAME      MEMBERS  USERS\nclass101  1        ada\nempty     0\n',
  )
  expect((await jhub('groups list')).stdout).toBe('class101\t1\tada\nempty\t0\t\n')
  expect((await jhub('groups list --json name,users')).stdout).toBe(
    '[\n{"name":"class101","users":["ada"]},\n{"name":"empty","users":[]}\n]\n',
  )
  expect((await jhub('groups list --limit 1')).stdout).toBe('class101\t1\tada\n')
})

test('jhub groups show', async () => {
  const { jhub } = atHub(seeds)
  expect((await jhub('groups show class101', { tty: true })).stdout).toMatch(
    /^name: +class101\nusers: +ada\nmembers: +1\n/,
  )
  expect((await jhub('groups show class101')).stdout).toMatch(/^name\tclass101\nusers\tada\n/)
  expect((await jhub('groups show class101 --json members')).stdout).toBe('{"members":1}\n')
})

test('jhub groups create', async () => {
  const { jhub, hub } = atHub(seeds)
  const { code, stdout, stderr } = await jhub('groups create class101 class102 --users ada,grace')
  expect([code, stdout]).toEqual([1, 'class101\tfailed\nclass102\tcreated\n'])
  expect(stderr).toBe(
    'jhub: there is a group class101 already\n' +
      'Its members stay as they are. To add some: jhub groups add class101 …\n',
  )
  expect([...(hub.state.groups.get('class102')?.users ?? [])]).toHaveLength(2)
})

test('jhub groups create of a group that is there, and may be as it is', async () => {
  const { jhub } = atHub(seeds)
  expect(await jhub('groups create class101 class103')).toEqual({
    code: 0,
    stdout: 'class101\texisted\nclass103\tcreated\n',
    stderr: '',
  })
})

test('jhub groups add and remove', async () => {
  const { jhub } = atHub(seeds)
  expect((await jhub('groups add class101 grace')).stdout).toBe('class101\t2\tada,grace\n')
  expect((await jhub('groups remove class101 ada --json users')).stdout).toBe(
    '[\n{"users":["grace"]}\n]\n',
  )
  expect(await jhub('groups add class101')).toMatchObject({ code: 2 })
  const { code, stderr } = await jhub('groups add class101 nobody')
  expect([code, stderr]).toEqual([1, expect.stringContaining('nobody')])
})

test('jhub groups delete', async () => {
  const { jhub, hub, questions } = atHub(seeds)
  expect(await jhub('groups delete empty')).toMatchObject({ code: 2 })
  expect(hub.state.groups.get('empty')).toBeDefined()
  const deleted = await jhub('groups delete empty', { tty: true, typed: ['yes'] })
  expect(deleted.stdout).toBe('NAME   OUTCOME\nempty  deleted\n')
  expect(questions).toEqual(['This will delete the group empty. Go on? [y/N] '])
  expect(hub.state.groups.get('empty')).toBeUndefined()
})

test('jhub groups properties shows them, and changes one or all', async () => {
  const { jhub, hub } = atHub(seeds)
  expect((await jhub('groups properties empty')).stdout).toBe('{}\n')
  const changed = await jhub('groups properties empty --set quota=5 --set room=B12')
  expect(changed).toMatchObject({ code: 0, stdout: '{"quota":5,"room":"B12"}\n' })
  expect(
    (await jhub('groups properties empty --set quota=6 --unset room', { tty: true })).stdout,
  ).toBe('{\n  "quota": 6\n}\n')
  const stdin = '{"term": 2}'
  expect((await jhub('groups properties empty --input -', { stdin })).stdout).toBe('{"term":2}\n')
  expect(hub.state.groups.get('empty')?.properties).toEqual({ term: 2 })
  expect(await jhub('groups properties empty --input -', { stdin: '[1]' })).toMatchObject({
    code: 2,
  })
  expect(await jhub('groups properties empty --input - --set a=1')).toMatchObject({ code: 2 })
  expect((await jhub('groups properties nope')).stderr).toBe('jhub: there is no group nope\n')
})
