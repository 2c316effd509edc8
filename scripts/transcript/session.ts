/** Something that is typed, and what is shown of it. */
export interface Step {
  /** The command line. */
  readonly type: string
  /** What is asked meanwhile, and what is answered. */
  readonly asked?: readonly (readonly [question: RegExp, answer: string])[]
  /** Screens on the way that are shown, too, when they have this on them. */
  readonly meanwhile?: readonly RegExp[]
  /** A sentence before it. */
  readonly about?: string
  /** Keys that end it, for what does not end by itself. */
  readonly endBy?: string
}

/** The session, from top to bottom. A command more is a line more. */
export const session = (url: string): readonly Step[] => [
  {
    about: 'The token is made with a password, which is not shown and not kept.',
    type: `jhub login ${url} --user admin --name class`,
    asked: [[/Password of admin/, 'right']],
  },
  { type: 'jhub whoami' },
  { type: 'jhub users create ada grace hypatia noether' },
  { type: 'jhub groups create class101 --users ada,grace,hypatia,noether' },
  {
    about: 'A bar for each server, while they start; then what became of them.',
    type: 'jhub servers start --group class101 --concurrency 3',
    meanwhile: [/40 % .*\n.*40 %/, /noether.*[48]0 %/],
  },
  { type: 'jhub servers list' },
  { about: 'In a pipe, lists are lines with tabs.', type: 'jhub servers list | cut -f 1,2' },
  { type: 'jhub servers list --json server,ready,url' },
  {
    about:
      'A class in a file: what it takes to make the hub so, then the doing, of which a second time nothing is left.',
    type: 'cat class.csv; jhub roster plan class.csv',
  },
  { type: 'jhub roster apply class.csv', asked: [[/Go on\?/, 'y']] },
  { type: 'jhub roster plan class.csv' },
  {
    about: 'Whose servers would be stopped, and why. Nothing is done.',
    type: 'jhub cull --dry-run --timeout 1h',
  },
  {
    about: 'The hub as it is now, until `q` is pressed: here a server starts.',
    type: '(jhub servers start emmy >start.log 2>&1 &); jhub top --every 1s',
    meanwhile: [/emmy.* 40 %/],
    endBy: 'q',
  },
  { about: 'An error is a sentence and what helps.', type: 'jhub users show nobody' },
  { type: 'jhub users delete ada --stopserver' },
  {
    about: 'What destroys something asks first.',
    type: 'jhub users delete noether --stop-servers',
    asked: [[/Go on\?/, 'y']],
  },
  { type: 'jhub servers stop --help' },
  { type: 'jhub logout' },
]
