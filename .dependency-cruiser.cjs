// Who may import whom inside the client (design, rule 1), checked on what the compiler makes of it: imports of types are
// gone there, and may go any way.
const dist = '^packages/client/dist'
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
      from: { path: `${dist}/(models/|errors\\.js$)` },
      to: {},
    },
    {
      name: 'resources-say-what-to-send',
      comment:
        'they know paths, bodies and models, and read answers; how a request is made is not theirs',
      severity: 'error',
      from: { path: `${dist}/resources/` },
      to: { path: `${dist}/transport/`, pathNot: `${dist}/transport/(read|call|path)\\.js$` },
    },
    {
      name: 'paging-reads-pages',
      comment: 'the same, and it listens to signals as attempts do',
      severity: 'error',
      from: { path: `${dist}/paging/` },
      to: {
        path: `${dist}/(transport|resources)/`,
        pathNot: `${dist}/transport/(read|call|path|signal)\\.js$`,
      },
    },
    {
      name: 'only-the-transport-reaches-fetch',
      comment: 'no detour leads there either',
      severity: 'error',
      from: { path: `${dist}/(resources|paging|access)/` },
      to: { path: `${dist}/transport/(attempt|repeat|stream|transport)\\.js$`, reachable: true },
    },
    {
      name: 'transport-knows-http-only',
      comment: 'never a user or a server',
      severity: 'error',
      from: { path: `${dist}/transport/` },
      to: { path: `${dist}/(resources|paging|lifecycle|models|hub\\.js|index\\.js)` },
    },
    {
      name: 'the-hub-is-on-top',
      severity: 'error',
      from: { path: `${dist}/`, pathNot: `${dist}/(index|hub)\\.js$` },
      to: { path: `${dist}/(index|hub)\\.js$` },
    },
    {
      name: 'one-dependency',
      severity: 'error',
      from: { path: `${dist}/`, pathNot: `${dist}/node/` },
      to: { pathNot: [ours, '(^|/)node_modules/eventsource-parser/'] },
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
