import { app } from '../packages/cli/src/app.ts'
import type { Documented } from '../packages/cli/src/command.ts'
import { manual } from '../packages/cli/src/help/manual.ts'
import type { Chapter, Preface } from '../packages/cli/src/help/manual.ts'
import { version } from '../packages/cli/src/version.ts'

interface Routes {
  readonly brief: string
  readonly getAllEntries: () => readonly {
    readonly name: Readonly<Record<'convert-camel-to-kebab', string>>
    readonly target: Routes | Documented
  }[]
}

const entry = (name: string, meaning: string) => ({ name, meaning })

const preface: Preface = {
  version,
  brief: 'JupyterHub at a terminal',
  before: [
    {
      title: 'DESCRIPTION',
      text: 'People, groups, servers, tokens and shares of a JupyterHub. Log in with jhub login first; in a server or service of a hub, its environment is enough. Lists are tables on a terminal, and lines with tabs in a pipe. Data is on stdout, all else on stderr.',
    },
  ],
  behind: [
    {
      title: 'EXIT STATUS',
      entries: [
        entry('0', 'All went well.'),
        entry('1', 'Something went wrong, or was declined.'),
        entry('2', 'What was asked for cannot be asked for.'),
        entry('4', 'Not logged in, or not allowed.'),
        entry('8', 'Asked for, and not there yet.'),
        entry('130', 'Ctrl-C; a second one ends it at once.'),
      ],
    },
    {
      title: 'ENVIRONMENT',
      entries: [
        entry('JHUB_HUB', 'Name of the hub to ask.'),
        entry('JHUB_TOKEN', 'The token that jhub login takes.'),
        entry('JUPYTERHUB_API_URL, JUPYTERHUB_API_TOKEN', 'The hub to ask if none is named.'),
        entry('HTTP_PROXY, HTTPS_PROXY, NO_PROXY', 'Proxies on the way to the hub.'),
        entry('NODE_EXTRA_CA_CERTS', 'A file with authorities to trust.'),
        entry('NO_COLOR, FORCE_COLOR, TERM', 'Whether there are colours.'),
        entry('XDG_CONFIG_HOME', 'Where the folder jhub is, ~/.config unless given.'),
      ],
    },
    {
      title: 'FILES',
      entries: [
        entry('~/.config/jhub/hubs.json', 'The hubs that you have logged in to.'),
        entry('~/.config/jhub/tokens.json', 'Their tokens, where there is no keychain.'),
        entry(
          '~/.config/jhub/rosters/*.jsonl',
          'How far each jhub roster apply came that did not end.',
        ),
      ],
    },
  ],
}

/** All commands, as the help lists them. */
function chaptersOf(target: Routes | Documented, words: readonly string[]): Chapter[] {
  if ('page' in target) return [{ command: words.join(' '), page: target.page() }]
  return target
    .getAllEntries()
    .flatMap(({ name, target: next }) =>
      chaptersOf(next, [...words, name['convert-camel-to-kebab']]),
    )
}

/** The manual page of `jhub`. */
export const page: string = manual(preface, chaptersOf(app.root as unknown as Routes, []))
