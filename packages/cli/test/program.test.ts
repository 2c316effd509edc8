import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { folder } from './support/folder.ts'
import { jhub, listeningHub, secret, shell } from './support/program.ts'
import { hasTmux, openTerminal } from './support/tmux.ts'

const wait = { timeout: 60_000 }

describe('the built program', wait, () => {
  test('says its version, and loads nothing for that', async () => {
    const { version } = JSON.parse(
      readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
    ) as { version: string }
    expect(await jhub(['--version'], {}).ended).toEqual([0, `${version}\n`, ''])
    const entry = readFileSync(new URL('../dist/cli.cjs', import.meta.url), 'utf8')
    expect(entry).not.toMatch(/^import .* from "(?!\.\/parts\/chunk)/m)
  })

  test('works in a pipe, and ends with who reads it', async () => {
    const users = Array.from({ length: 3000 }, (_, n) => `u${n}`)
    const { env } = await listeningHub({ users })
    const [code, stdout, stderr] = await shell('jhub users list | head -n 2 | cut -f 1', env).ended
    expect([code, stdout, stderr]).toEqual([0, 'admin\nu0\n', ''])
    const [, counted] = await shell('jhub users list | wc -l', env).ended
    expect(counted.trim()).toBe('3001')
  })

  test('asks nothing where nobody is, and says what it did', async () => {
    const { env } = await listeningHub({ users: ['ada'] })
    const [code, stdout, stderr] = await jhub(['users', 'delete', 'ada'], env).ended
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain('say --yes')
  })

  test('goes on with a roster after it was killed', async () => {
    const { hub, env } = await listeningHub()
    const file = join(folder(), 'roster.csv')
    const people = Array.from({ length: 1000 }, (_, n) => `student-${n},class${n % 20}\n`)
    writeFileSync(file, `name,groups\n${people.join('')}`)
    const changes = () => hub.requests.filter(({ method }) => method !== 'GET').length
    for (const many of [1, 4, 9, 20, 33]) {
      const { child, ended } = jhub(['roster', 'apply', file], env)
      while (changes() < many && child.exitCode === null) await sleep(2)
      child.kill('SIGKILL')
      await ended
    }
    expect((await jhub(['roster', 'apply', file], env).ended)[0]).toBe(0)
    expect(await jhub(['roster', 'plan', file], env).ended).toEqual([0, '', ''])
    expect(hub.state.users.size).toBe(1001)
    for (const { users } of hub.state.groups.all) expect(users.size).toBe(50)
  })

  test.runIf(process.platform === 'linux')(
    'says where it is that no browser can be opened, as there is no screen',
    async () => {
      const { env, url } = await listeningHub({ users: ['ada'] })
      await jhub(['servers', 'start', 'ada'], env).ended
      expect(await jhub(['servers', 'open', 'ada'], env).ended).toEqual([
        1,
        '',
        `Opening ${url}user/ada/\njhub: no browser could be opened\nOpen it yourself: ${url}user/ada/\n`,
      ])
    },
  )

  test('ends with 130 at Ctrl-C', async () => {
    const { hub, env } = await listeningHub({
      users: ['ada'],
      config: { slow_spawn_timeout: 0 },
    })
    hub.spawner.script('ada', [{ hang: true }])
    const { child, ended } = jhub(['servers', 'start', 'ada'], env)
    while (!hub.requests.some(({ method }) => method === 'POST')) await sleep(20)
    child.kill('SIGINT')
    const [code, stdout, stderr] = await ended
    const says =
      'jhub: interrupted\n1 server was asked for and may still start.\nTo stop it:\n  jhub servers stop ada\n'
    expect([code, stderr]).toEqual([130, says])
    expect(stdout).toContain('"what":"failed"')
  })

  test('ends at once at a second Ctrl-C', async () => {
    const { hub, env } = await listeningHub({
      users: ['ada'],
      config: { slow_spawn_timeout: 0 },
    })
    hub.spawner.script('ada', [{ hang: true }])
    const { child, ended } = jhub(['servers', 'start', 'ada'], env)
    while (!hub.requests.some(({ method }) => method === 'POST')) await sleep(20)
    // The last look at the server, for which there are 5 s, gets no answer.
    hub.faults.add({ trouble: { delay: 600_000 }, times: 100 })
    child.kill('SIGINT')
    await sleep(500)
    const start = performance.now()
    child.kill('SIGINT')
    expect((await ended)[0]).toBe(130)
    expect(performance.now() - start).toBeLessThan(3000)
  })
})

describe('while the hub is down', wait, () => {
  test('says that it does not answer, and goes on when it does', async () => {
    const { hub, env } = await listeningHub({ users: ['ada'] })
    hub.spawner.script('ada', [{ progress: 40, message: 'Pulling image' }, { wait: 1000 }])
    const { child, ended } = jhub(['servers', 'start', 'ada'], env)
    let said = ''
    child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()))
    while (!said.includes('Pulling image')) await sleep(10)
    hub.faults.add({ trouble: { restart: 6000 } })
    const [code, stdout] = await ended
    expect(code).toBe(0)
    expect(stdout).toMatch(
      /"what":"hub_silent","error":"[^"]+"[^]*"what":"hub_back"[^]*"what":"done"/,
    )
  })
})

describe.runIf(hasTmux)('on a terminal', wait, () => {
  test('bars grow as servers start, and leave a table', async () => {
    const { hub, url, env } = await listeningHub({ users: ['ada', 'grace'] })
    hub.spawner.script('ada', [
      { progress: 40, message: 'Pulling image' },
      { wait: 1500 },
      { progress: 80, message: 'Almost there' },
      { wait: 1500 },
    ])
    const terminal = openTerminal(env)
    terminal.type('jhub servers start ada grace')
    const half = await terminal.shows(/40 % Pulling image/)
    expect(half).toMatch(/^ada +█{8}░{12} +40 % Pulling image$/m)
    await terminal.shows(/█{16}░{4} +80 % Almost there/)
    const end = await terminal.shows(/SERVER +OUTCOME +URL\n[^]*\n\$\s*$/)
    expect(end).toContain(
      `\nada     done     ${url}user/ada/\ngrace   done     ${url}user/grace/\n$`,
    )
    expect(end).not.toContain('█')
  })

  test('bars say that the hub does not answer', async () => {
    const { hub, env } = await listeningHub({ users: ['ada'] })
    hub.spawner.script('ada', [{ progress: 40, message: 'Pulling image' }, { wait: 1000 }])
    const terminal = openTerminal(env)
    terminal.type('jhub servers start ada')
    await terminal.shows(/40 % Pulling image/)
    hub.faults.add({ trouble: { restart: 6000 } })
    const down = await terminal.shows(/The hub does not answer/)
    expect(down).toMatch(/^The hub does not answer; waiting for it\.\n0 of 1 done$/m)
    const end = await terminal.shows(/SERVER +OUTCOME +URL\nada +done/)
    expect(end).not.toContain('does not answer')
  })

  test('a token that is pasted is not shown, and Ctrl-C gives up', async () => {
    const { url } = await listeningHub()
    const terminal = openTerminal({ XDG_CONFIG_HOME: folder() })
    terminal.type(`jhub login ${url}`)
    await terminal.shows(/Paste it/)
    terminal.press('C-c')
    await terminal.shows(/jhub: interrupted\n\$/)
    terminal.type(`jhub login ${url}`)
    await terminal.shows(/Paste it[^$]*\n\$ jhub login[^$]*Paste it/)
    terminal.type(secret)
    const end = await terminal.shows(/Logged in to/)
    expect(end).not.toContain(secret)
    terminal.type('jhub whoami')
    await terminal.shows(/You are the user admin, an admin, at/)
  })

  test('names that are typed leave nobody to ask', async () => {
    const { hub, env } = await listeningHub({ users: ['ada'] })
    const terminal = openTerminal(env)
    terminal.type('jhub users delete -')
    terminal.type('ada')
    terminal.press('C-d')
    await terminal.shows(/No terminal to ask on: say --yes\.\n\$/)
    expect(hub.state.users.get('ada')).toBeDefined()
  })

  test('deletes only after a yes', async () => {
    const { hub, env } = await listeningHub({ users: ['ada'] })
    const terminal = openTerminal(env)
    terminal.type('jhub users delete ada')
    await terminal.shows(/This will delete the user ada\. Go on\? \[y\/N\]/)
    terminal.type('n')
    await terminal.shows(/nothing was changed/)
    expect(hub.state.users.get('ada')).toBeDefined()
    terminal.type('clear; jhub users delete ada')
    await terminal.shows(/Go on\? \[y\/N\]/)
    terminal.type('y')
    await terminal.shows(/ada +deleted/)
    expect(hub.state.users.get('ada')).toBeUndefined()
  })
})
