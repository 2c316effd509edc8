import { secret } from './terminal.ts'

/** What stdout has on a terminal, in a pipe and with `--json`. */
export interface Forms {
  readonly terminal: 'table' | 'fields' | 'words' | 'JSON' | 'nothing'
  readonly piped: 'rows' | 'words' | 'JSON' | 'lines of JSON' | 'nothing'
  /** `no flag`: the command has nothing with fields to show, and says so. */
  readonly json: 'list' | 'object' | 'no flag'
}

/** As most commands show what they have. */
export const list: Forms = { terminal: 'table', piped: 'rows', json: 'list' }
const item: Forms = { terminal: 'fields', piped: 'rows', json: 'object' }
const servers: Forms = { terminal: 'table', piped: 'lines of JSON', json: 'list' }
const inWords: Forms = { terminal: 'words', piped: 'rows', json: 'list' }
const text: Forms = { terminal: 'words', piped: 'words', json: 'no flag' }
const madeSecret: Forms = { terminal: 'words', piped: 'words', json: 'object' }
const always: Forms = { terminal: 'JSON', piped: 'JSON', json: 'no flag' }
const silent: Forms = { terminal: 'nothing', piped: 'nothing', json: 'no flag' }

/** A command as it is typed, at the hub of the examples. */
export interface Typed {
  readonly args: string
  readonly forms: Forms
  /** What is in all of them; of what prints nothing, what is said on stderr. */
  readonly shows: string | RegExp
  /** What is typed before. */
  readonly before?: string
  readonly stdin?: string
  /** What it ends with, if not 0. */
  readonly code?: number
}

/** Every command, and how it shows what it has to say. `URL` is the address of the hub, `FOLDER` a folder with `new.csv`. */
export const commands: Readonly<Record<string, Typed>> = {
  login: {
    args: 'login URL --with-token --name again',
    forms: silent,
    shows: 'Logged in to again',
    stdin: secret,
  },
  // The token that it was given is still valid.
  logout: { args: 'logout', forms: silent, shows: 'Logged out of hub.example.org' },
  whoami: { args: 'whoami', forms: { ...item, terminal: 'words' }, shows: 'admin' },
  'hubs list': { args: 'hubs list', forms: list, shows: 'hub.example.org' },
  'hubs use': {
    args: 'hubs use hub.example.org',
    forms: silent,
    shows: 'Commands now go to hub.example.org.',
  },
  'users list': { args: 'users list', forms: list, shows: 'grace' },
  'users show': { args: 'users show ada', forms: item, shows: 'class101' },
  'users create': { args: 'users create eve', forms: list, shows: 'eve' },
  'users delete': { args: 'users delete grace --yes', forms: list, shows: 'grace' },
  'users rename': { args: 'users rename grace hopper', forms: list, shows: 'hopper' },
  'users admin': { args: 'users admin grace', forms: list, shows: 'grace' },
  'groups list': { args: 'groups list', forms: list, shows: 'class101' },
  'groups show': { args: 'groups show class101', forms: item, shows: 'ada' },
  'groups create': { args: 'groups create lab --users ada', forms: list, shows: 'lab' },
  'groups delete': { args: 'groups delete staff --yes', forms: list, shows: 'staff' },
  'groups add': { args: 'groups add class101 grace', forms: list, shows: 'grace' },
  'groups remove': { args: 'groups remove class101 ada', forms: list, shows: 'class101' },
  'groups properties': {
    args: 'groups properties class101 --set room=B12',
    forms: always,
    shows: 'B12',
  },
  'servers list': { args: 'servers list', forms: list, shows: 'ada/lab' },
  'servers start': { args: 'servers start grace', forms: servers, shows: 'grace' },
  'servers stop': { args: 'servers stop ada --yes', forms: servers, shows: 'ada' },
  'servers restart': { args: 'servers restart ada --yes', forms: servers, shows: 'ada' },
  'servers remove': { args: 'servers remove ada/lab --yes', forms: list, shows: 'ada/lab' },
  'servers progress': {
    args: 'servers progress ada',
    forms: { terminal: 'words', piped: 'lines of JSON', json: 'no flag' },
    shows: 'ready',
  },
  'servers open': { args: 'servers open ada --print', forms: text, shows: '/user/ada/' },
  'tokens list': { args: 'tokens list', forms: list, shows: 'a1' },
  'tokens create': { args: 'tokens create ada', forms: madeSecret, shows: /[0-9a-f]{32}/ },
  'tokens revoke': {
    args: 'tokens revoke a3 --user ada --yes',
    before: 'tokens create ada',
    forms: list,
    shows: 'a3',
  },
  'shares list': {
    args: 'shares list ada',
    before: 'shares grant ada --user grace',
    forms: list,
    shows: 'grace',
  },
  'shares grant': { args: 'shares grant ada --user grace', forms: list, shows: 'grace' },
  'shares revoke': {
    args: "shares revoke ada --user grace --scopes 'read:servers!server=ada/' --yes",
    before:
      "shares grant ada --user grace --scopes 'access:servers!server=ada/,read:servers!server=ada/'",
    forms: list,
    shows: 'access:servers',
  },
  'codes list': {
    args: 'codes list ada',
    before: 'codes create ada',
    forms: list,
    shows: 'sc_1',
  },
  'codes create': { args: 'codes create ada', forms: madeSecret, shows: 'accept-share?code=' },
  'codes revoke': {
    args: 'codes revoke ada sc_1 --yes',
    before: 'codes create ada',
    forms: list,
    shows: 'sc_1',
  },
  'services list': { args: 'services list', forms: list, shows: 'culler' },
  'services show': { args: 'services show culler', forms: item, shows: 'culler' },
  'services create': { args: 'services create checker --admin', forms: list, shows: 'checker' },
  'services delete': { args: 'services delete grader --yes', forms: list, shows: 'grader' },
  'proxy list': { args: 'proxy list', forms: list, shows: '/user/ada/' },
  'proxy sync': { args: 'proxy sync', forms: silent, shows: 'is as it should be' },
  'proxy configure': {
    args: 'proxy configure --api-url http://127.0.0.1:8001',
    forms: silent,
    shows: 'has been told',
  },
  cull: { args: 'cull --dry-run', forms: list, shows: 'ada/lab' },
  'roster plan': { args: 'roster plan FOLDER/new.csv', forms: inWords, shows: 'eve' },
  'roster apply': { args: 'roster apply FOLDER/new.csv', forms: inWords, shows: 'eve' },
  export: { args: 'export', forms: text, shows: 'ada,no,class101' },
  // In these tests it is another day, which is a fault of the clock.
  doctor: { args: 'doctor', forms: inWords, shows: 'next-url', code: 1 },
  top: { args: 'top --once', forms: list, shows: 'ada/lab' },
  api: { args: 'api GET /users', forms: always, shows: 'grace' },
  completion: { args: 'completion zsh', forms: text, shows: '#compdef jhub' },
}
