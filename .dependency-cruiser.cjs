// Who may import whom inside the client (design, rule 1), checked on what the compiler makes of it: imports of types are
// gone there, and may go any way.
const modules = '^packages/client/modules'
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
