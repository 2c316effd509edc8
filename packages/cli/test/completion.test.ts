import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { folder } from './support/folder.ts'
import { jhub as runBuilt, listeningHub, shell } from './support/program.ts'
import { atHub, secret } from './support/terminal.ts'
import { hasTmux, openTerminal } from './support/tmux.ts'

const world = {
  users: ['ada', 'grace', 'hypatia@example.org', 'bad\u001b[31mname'],
  groups: [{ name: 'class101', users: ['ada'] }],
  services: [{ name: 'culler', api_token: 'of-the-culler' }],
}

/** Proposals for a command line, without what they mean. */
async function proposed(line: string, place = atHub(world)): Promise<string[]> {
  const { code, stdout, stderr } = await place.jhub(`__complete ${line}`)
  expect([code, stderr]).toEqual([0, ''])
  return stdout.split('\n').flatMap((words) => words.split('\t')[0] || [])
}

test.each([
  ['us', ['users']],
  ['users sh', ['show']],
  ['users show gr', ['grace']],
  ["groups create x --users ''", ['admin', 'ada', 'grace', 'hypatia@example.org']],
  ['groups create x --users ada,gr', ['ada,grace']],
  ['groups create x --users ada,h', ['ada,hypatia@example.org']],
  ['servers start --group=cl', ['--group=class101']],
  ['--debug groups show cl', ['class101']],
  ['services show c', ['culler']],
  ['groups add cl', ['class101']],
  ['groups add class101 gr', ['grace']],
  ['users create --ad', ['--admin']],
  ['users delete ada --st', ['--stop-servers']],
  ['api PO', ['POST']],
  ['roster plan cla', [':files']],
  ['completion f', ['fish']],
  ['users list --state re', ['ready']],
  ['help us', ['users']],
  ['help users sh', ['show']],
  ['--hub class us', ['users']],
  ['no such', []],
])('%s goes on with %j', async (line, expected) => {
  expect(await proposed(line)).toEqual(expected)
})

test('servers by what is to be done with them', async () => {
  const place = atHub({ ...world, users: [...world.users, 'adele'] })
  await place.jhub('servers start ada ada/lab ada/old grace/new')
  await place.jhub('servers stop ada/old --yes')
  for (const verb of ['stop', 'restart', 'progress', 'open']) {
    expect(await proposed(`servers ${verb} ad`, place)).toEqual(['ada', 'ada/lab'])
  }
  expect(await proposed('servers stop ada/', place)).toEqual(['ada/lab'])
  expect(await proposed('servers start ad', place)).toEqual(['admin', 'ada/old', 'adele'])
  // Her default server does not run, and need not be there.
  expect(await proposed('servers start g', place)).toEqual(['grace'])
  expect(await proposed('servers remove ad', place)).toEqual(['ada/lab', 'ada/old'])
  expect(await proposed('shares grant ad', place)).toEqual(['admin', 'ada', 'ada/lab', 'adele'])
})

test.each(['1.5.1', '2.3.1'])(
  'hub %s has fewer filters, and other names are left out here',
  async (version) => {
    const place = atHub({ ...world, version })
    await place.jhub('servers start ada')
    expect(await proposed('users show gr', place)).toEqual(['grace'])
    expect(await proposed('servers stop a', place)).toEqual(['ada'])
    expect(await proposed('servers start g', place)).toEqual(['grace'])
  },
)

test('of very many names those come that begin so; where they are too many, that is shown', async () => {
  const users = Array.from({ length: 700 }, (_, at) => `student-${1000 + at}`)
  const place = atHub({ users })
  const many = await proposed('users show stu', place)
  expect(many).toHaveLength(201)
  // All of the first 200 go on alike: a shell would put that in place, though others do not.
  expect(many.slice(199)).toEqual(['student-1199', 'stu…'])
  const requestsBefore = place.hub.requests.length
  expect(await proposed('users show student-169', place)).toEqual(users.slice(690))
  // The hub itself looks for them.
  expect(place.hub.requests.length - requestsBefore).toBe(1)
  expect(await proposed("users show ''", place)).toContain('…')
})

test('hubs by their names', async () => {
  const place = atHub(world)
  await place.jhub(`login ${place.hub.url} --with-token --name work`, { stdin: secret })
  expect(await proposed('users list --hub w', place)).toEqual(['work'])
  expect(await proposed('hubs use w', place)).toEqual(['work'])
  expect(await proposed('--hub w', place)).toEqual(['work'])
  expect(await proposed('--hub work users show gr', place)).toEqual(['grace'])
})

test('a hub that is away, or does not answer, or is not known, is passed over in silence', async () => {
  const place = atHub(world)
  place.hub.faults.add({ trouble: { delay: 600_000 } })
  expect(await proposed('users show ad', place)).toEqual([])
  expect(await proposed('users show ad --hub nowhere', place)).toEqual([])
  const env = { JUPYTERHUB_API_URL: 'http://127.0.0.1:9/hub/api', JUPYTERHUB_API_TOKEN: 'x' }
  expect(await runBuilt(['__complete', 'users', 'show', ''], env).ended).toEqual([0, '', ''])
})

test(
  'bash puts in place what it split, and runs nothing of a name',
  { timeout: 30_000 },
  async () => {
    const { env } = await listeningHub({
      ...world,
      users: ['hypatia@example.org', '$(touch x)`y` z'],
    })
    const typed = (line: string) => `COMP_LINE='${line}' COMP_POINT=${line.length}; _jhub jhub`
    const print = `printf '<%s>\\n' "\${COMPREPLY[@]}"`
    const script = `COMP_WORDBREAKS=$' \\t\\n"><=;|&(:@'
    eval "$(jhub completion bash)"
    for line in "jhub users show hy" "jhub users show hypatia@ex" "jhub servers start --group=c"; do
      COMP_LINE=$line COMP_POINT=\${#line}; _jhub jhub; ${print}
    done
    ${typed('jhub users show ')}; ${print}`
    const [code, stdout, stderr] = await shell(script, env).ended
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toBe(
      '<hypatia@example.org>\n<@example.org>\n<class101>\n' +
        '<admin>\n<hypatia@example.org>\n<\\$\\(touch\\ x\\)\\`y\\`\\ z>\n<ada>\n',
    )
  },
)

const installed = (name: string): boolean =>
  spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0

const starts = {
  bash: 'eval "$(jhub completion bash)"; clear',
  zsh: 'autoload -Uz compinit; compinit -D; eval "$(jhub completion zsh)"; clear',
  fish: 'jhub completion fish | source; clear',
} as const

const prompt = /^[^\n]{0,30}[$#>] *\n*$/

for (const name of ['bash', 'zsh', 'fish'] as const) {
  const hasAll = hasTmux && (installed(name) || process.env['CI'] === 'true')
  describe.runIf(hasAll)(`at the tabulator, ${name}`, { timeout: 60_000 }, () => {
    test('completes commands, flags, names and files', async () => {
      const { env } = await listeningHub(world)
      const place = folder()
      writeFileSync(join(place, 'roster of class.csv'), 'name\nada\n')
      const terminal = openTerminal({ ...env, HOME: place }, name)
      terminal.type(`cd ${place}; ${starts[name]}`)
      await terminal.shows(prompt)
      const complete = async (typed: string, wanted: RegExp) => {
        terminal.keys(typed)
        terminal.press('Tab')
        expect(await terminal.shows(wanted)).toMatch(wanted)
        // Not Ctrl-C: a signal may come while the shell is still at it, and then ends something else.
        terminal.press('C-u')
        terminal.type('clear')
        await terminal.shows(prompt)
      }
      await complete('jhub gro', /jhub groups/)
      await complete('jhub users sh', /jhub users show/)
      await complete('jhub users show gra', /jhub users show grace/)
      await complete('jhub users show hypatia@e', /jhub users show hypatia@example\.org/)
      await complete('jhub servers start --gr', /jhub servers start --group/)
      await complete('jhub servers start --group cl', /--group class101/)
      await complete('jhub users delete ada --stop', /ada --stop-servers/)
      await complete('jhub roster plan ros', /roster\\ of\\ class\.csv/)
    })
  })
}
