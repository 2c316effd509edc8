import { describe, expect, test } from 'vitest'
import type { Jhub } from './support/terminal.ts'
import { atHub } from './support/terminal.ts'

const seeds = { users: ['ada', 'grace'], groups: [{ name: 'class101', users: ['grace'] }] }

async function withServer(): Promise<Jhub> {
  const { jhub } = atHub(seeds)
  await jhub('servers start ada ada/lab')
  return jhub
}

describe('jhub shares', () => {
  test('grant and list', async () => {
    const jhub = await withServer()
    expect((await jhub('shares grant ada --user grace --json server,kind,with')).stdout).toBe(
      '[\n{"server":"ada","kind":"user","with":"grace"}\n]\n',
    )
    expect((await jhub('shares grant ada/lab --group class101')).stdout).toMatch(
      /^ada\/lab\tgroup\tclass101\taccess:servers!server=ada\/lab\t/,
    )
    const table = await jhub('shares list ada', { tty: true, columns: 120 })
    expect(table.stdout).toMatch(/^SERVER +KIND +WITH +SCOPES +CREATED AT\nada +user +grace/)
    const listed = async (args: string) =>
      (await jhub(`shares list ${args} --json server`)).stdout.match(/"ada[^"]*"/g)
    expect(await listed('ada')).toEqual(['"ada"', '"ada/lab"'])
    expect(await listed('ada/lab')).toEqual(['"ada/lab"'])
    expect(await listed('--with-group class101')).toEqual(['"ada/lab"'])
    expect(await listed('--with-user grace')).toContain('"ada"')
  })

  test('revoke', async () => {
    const jhub = await withServer()
    await jhub('shares grant ada --user grace')
    await jhub('shares grant ada --group class101')
    expect(await jhub('shares revoke ada --user grace')).toMatchObject({ code: 2 })
    expect((await jhub('shares revoke ada --user grace --yes')).code).toBe(0)
    expect((await jhub('shares list ada --json with')).stdout).toBe('[\n{"with":"class101"}\n]\n')
    expect(await jhub('shares revoke ada --all --yes')).toMatchObject({ code: 0 })
    expect((await jhub('shares list ada')).stdout).toBe('')
  })

  test('say with whom', async () => {
    const jhub = await withServer()
    for (const args of [
      'grant ada',
      'grant ada --user grace --group class101',
      'revoke ada --all --user grace --yes',
      'list ada --with-user grace',
    ]) {
      expect(await jhub(`shares ${args}`)).toMatchObject({ code: 2 })
    }
  })

  test('are explained where the hub has none', async () => {
    const { jhub } = atHub({ ...seeds, version: '4.1' })
    const { code, stderr } = await jhub('shares list ada')
    expect([code, stderr]).toEqual([1, expect.stringMatching(/needs JupyterHub 5\.0.*is 4\.1\.6/)])
  })
})

describe('jhub codes', () => {
  test('create gives the address alone on stdout', async () => {
    const jhub = await withServer()
    const { code, stdout, stderr } = await jhub('codes create ada/lab --expires-in 2h')
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/^http\S+\/hub\/accept-share\?code=\S+\n$/),
    ])
    expect(stderr).toMatch(/^Whoever opens this may open ada\/lab, until .*\(sc_\d+\):\n$/)
  })

  test('list and revoke', async () => {
    const jhub = await withServer()
    const made = await jhub('codes create ada/lab --json id,code')
    const { id, code } = JSON.parse(made.stdout) as Record<string, string>
    await jhub('codes create ada')
    const listed = await jhub('codes list ada/lab')
    expect(listed.stdout).toMatch(new RegExp(`^${id}\tada/lab\t[^\n]*\n$`))
    expect(listed.stdout).not.toContain(code)
    expect((await jhub('codes list ada', { tty: true })).stdout).toMatch(/^ID +SERVER/)
    expect(await jhub(`codes revoke ada/lab ${id}`)).toMatchObject({ code: 2 })
    expect((await jhub(`codes revoke ada/lab ${id} --yes`)).stdout).toBe(`${id}\trevoked\n`)
    expect(await jhub('codes revoke ada --yes')).toMatchObject({ code: 2 })
    expect(await jhub('codes revoke ada --all --yes')).toMatchObject({ code: 0 })
    expect((await jhub('codes list ada')).stdout).toBe('')
  })
})
