// Who may import whom inside the packages (design, rule 1), checked on what the compiler makes of them: imports of types
// are gone there, and may go any way.
const modules = '^packages/client/modules'
const emulator = '^packages/emulator/modules'
const ours = '^packages/'

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'models-and-errors-stand-alone',
      severity: 'error',
      from: { path: `${modules}/(models/|errors\\.js$)` },
      to: {},
    },
    {
      name: 'resources-say-what-to-send',
      comment:
        'they know paths, bodies and models, and read answers; how a request is made is not theirs',
      severity: 'error',
      from: { path: `${modules}/resources/` },
      to: { path: `${modules}/transport/`, pathNot: `${modules}/transport/(read|call|path)\\.js$` },
    },
    {
      name: 'paging-reads-pages',
      comment: 'the same, and it listens to signals as attempts do',
      severity: 'error',
      from: { path: `${modules}/paging/` },
      to: {
        path: `${modules}/(transport|resources)/`,
        pathNot: `${modules}/transport/(read|call|path|signal)\\.js$`,
      },
    },
    {
      name: 'only-the-transport-reaches-fetch',
      comment: 'no detour leads there either',
      severity: 'error',
      from: { path: `${modules}/(resources|paging|access)/` },
      to: { path: `${modules}/transport/(attempt|repeat|stream|transport)\\.js$`, reachable: true },
    },
    {
      name: 'transport-knows-http-only',
      comment: 'never a user or a server',
      severity: 'error',
      from: { path: `${modules}/transport/` },
      to: { path: `${modules}/(resources|paging|lifecycle|models|hub\\.js|index\\.js)` },
    },
    {
      name: 'the-hub-is-on-top',
      severity: 'error',
      comment: 'but for the entry for Node, which makes one with a transport',
      from: { path: `${modules}/`, pathNot: `${modules}/((node/)?(index|hub))\\.js$` },
      to: { path: `${modules}/(index|hub)\\.js$` },
    },
    {
      name: 'one-dependency',
      severity: 'error',
      from: { path: `${modules}/`, pathNot: `${modules}/node/` },
      to: { pathNot: [ours, '(^|/)node_modules/eventsource-parser/'] },
    },
    {
      name: 'node-is-an-entry',
      comment: 'nothing of the other reaches it',
      severity: 'error',
      from: { path: `${modules}/`, pathNot: `${modules}/node/` },
      to: { path: `${modules}/node/` },
    },
    {
      name: 'emulator-no-dependencies',
      comment: 'not even the client: what both got wrong would not be noticed',
      severity: 'error',
      from: { path: `${emulator}/`, pathNot: `${emulator}/cli\\.js$` },
      to: { pathNot: `${emulator}/` },
    },
    {
      name: 'emulator-program-needs-node-alone',
      severity: 'error',
      from: { path: `${emulator}/cli\\.js$` },
      to: { pathNot: [`${emulator}/`, '^(node:)?(crypto|util)$'] },
    },
    {
      name: 'emulator-only-routes-know-handlers',
      severity: 'error',
      from: { path: `${emulator}/`, pathNot: `${emulator}/(handlers/|routes\\.js$)` },
      to: { path: `${emulator}/handlers/` },
    },
    {
      name: 'emulator-state-is-at-the-bottom',
      comment: 'it knows nothing of requests, starts and faults',
      severity: 'error',
      from: { path: `${emulator}/(state|python)/` },
      to: {
        path: `${emulator}/(handlers|http|spawn|faults|log|oauth)/`,
        pathNot: `${emulator}/http/errors\\.js$`,
      },
    },
    {
      name: 'emulator-models-show-state',
      severity: 'error',
      from: { path: `${emulator}/models/` },
      to: { path: `${emulator}/(handlers|spawn|faults|log|single-user)/` },
    },
    {
      name: 'emulator-listener-serves-what-it-is-given',
      severity: 'error',
      from: { path: `${emulator}/listen\\.js$` },
      to: {},
    },
    {
      name: 'nothing-missing',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.d\\.ts$' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'default'] },
  },
}
