import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createHub } from 'jupyterhub-emulator'
import { startTerminal } from '../../packages/cli/test/support/tmux-terminal.ts'
import type { Terminal } from '../../packages/cli/test/support/tmux-terminal.ts'
import { session } from './session.ts'
import type { Step } from './session.ts'

// Plays a session in a terminal at an emulated hub, and writes what the screens showed to docs/jhub.md.
const page = new URL('../../docs/jhub.md', import.meta.url)

const hub = createHub({
  version: '6.0',
  users: [{ name: 'admin', admin: true, password: 'right' }],
})
for (const [name, least] of Object.entries({
  ada: 900,
  grace: 1200,
  hypatia: 600,
  noether: 800,
  emmy: 4000,
})) {
  hub.spawner.script(name, [
    { progress: 10, message: 'Server requested' },
    { wait: 300 },
    { progress: 40, message: 'Pulling image' },
    { wait: least },
    { progress: 80, message: 'Container started' },
    { wait: 700 },
  ])
}
const roster = 'name,groups\nada,class101\ngrace,class101;lab\nhypatia,class101\nemmy,class101\n'
const listener = await hub.listen()
const folder = mkdtempSync(join(tmpdir(), 'j-'))
writeFileSync(join(folder, 'class.csv'), roster)
const terminal = startTerminal(folder, { columns: 80, rows: 40 })
try {
  const parts: string[] = []
  for (const step of session(hub.url)) parts.push(await play(terminal, step))
  writeFileSync(page, pageOf(parts))
  console.log('docs/jhub.md written')
} finally {
  terminal.end()
  await listener.close()
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 })
}

/** Types it, and gives the screens as text for the page. */
async function play(
  { type, press, shows }: Terminal,
  { about, type: line, asked = [], meanwhile = [], endBy }: Step,
): Promise<string> {
  type('clear')
  await shows(/^\$ *\n*$/)
  type(line)
  for (const [question, answer] of asked) {
    await shows(question)
    type(answer)
  }
  const screens: string[] = []
  for (const wanted of meanwhile) screens.push(await shows(wanted))
  if (endBy !== undefined) press(endBy)
  screens.push((await shows(/^\$ \S[^]*\n\$ *\n*$/)).replace(/\n\$ *\n*$/, ''))
  const blocks = screens.map((screen) => `\`\`\`text\n${neutral(screen).trimEnd()}\n\`\`\`\n`)
  return [...(about === undefined ? [] : [`${about}\n`]), ...blocks].join('\n')
}

/** Nothing of this machine is shown, and no empty half of a screen. */
function neutral(screen: string): string {
  return screen
    .replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, 'http://hub.example:8000')
    .replaceAll(folder, '~')
    .replaceAll(/\n{6,}/g, '\n⋮\n')
}

function pageOf(parts: readonly string[]): string {
  return `# A session with jhub

What \`jhub\` shows on a terminal of 80 columns. \`npm run docs:transcript\` types these commands into a terminal (tmux) at an emulated hub 6.0, and
writes what the screens show; only the address of the hub, and the home folder, are put in place of those of the machine.
What each command takes is in its \`--help\` and in \`man jhub\`; how to begin is in the [README](../packages/cli/README.md).

${parts.join('\n')}`
}
