// Builds the packages: a few JavaScript files of each, and one for each part that is loaded on first use, as loading 55 took
// Node four times as long (19 ms against 5 ms on a busy 2-core machine, 2026-11-23); and a declaration for each module
// that one of them leads to, as the compiler writes them.
import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const tsc = join(root, 'node_modules', '.bin', 'tsc')

const clientSource = join(root, 'packages', 'client', 'src')
const index = join(clientSource, 'index.ts')

/**
 * Makes each part that is loaded later reach the hub and all that scopes allow, so that what is loaded first is one file, not one
 * for each set of parts that shares something: a file more takes Node 0.6 ms (2-core machine, Node 20.20.2, 2026-11-28).
 */
const oneCore = {
  name: 'one core',
  setup({ onLoad }) {
    onLoad(
      { filter: /[\\/]src[\\/](workflows|transport[\\/]stream|access[\\/]why)\.ts$/ },
      ({ path }) => ({
        loader: 'ts',
        contents: `${readFileSync(path, 'utf8')}\nexport { JupyterHub as hub, scopesFor as scopes } from ${JSON.stringify(index)}\n`,
      }),
    )
  },
}

/** What `jhub --version` does not need is in a file of its own. */
const mainApart = {
  name: 'main apart',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/main\.ts$/ }, ({ kind }) =>
      kind === 'entry-point' ? undefined : { path: './main.cjs', external: true },
    )
  },
}

/** Has the compiler check what a configuration names, and write what else is said. */
function compile(tsconfig, ...args) {
  const { status } = spawnSync(tsc, ['-p', tsconfig, ...args], { stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}

/** Removes the declarations that no entry leads to: programs cannot name what is in them. */
function prune(folder, entries) {
  const used = new Set(entries.map((entry) => join(folder, `${entry}.d.ts`)))
  for (const file of used) {
    const text = readFileSync(file, 'utf8')
    // Behind any word: `from './x.ts'`, `import('./x.ts')`, `import './x.ts'`.
    for (const [, specifier] of text.matchAll(/\b(?:from|import)\s*\(?\s*['"](\.[^'"]*)['"]/g)) {
      const [, path] = /^(.+)\.ts$/.exec(specifier) ?? []
      const declaration = path && join(dirname(file), `${path}.d.ts`)
      if (!declaration || !existsSync(declaration)) {
        throw new Error(`${file} leads to ${specifier}, of which there is no declaration`)
      }
      used.add(declaration)
    }
  }
  for (const name of readdirSync(folder, { recursive: true })) {
    const file = join(folder, name)
    if (/\.d\.ts(\.map)?$/.test(file) && !used.has(file.replace(/\.map$/, ''))) rmSync(file)
  }
}

/**
 * Builds a package, and swaps it at the end, so that what runs meanwhile finds a whole build.
 *
 * @param declarations - Whether programs import it, and want its types.
 * @param exported - What they import.
 * @param after - Is given what was built of what, and where.
 */
async function buildPackage(name, options) {
  const { declarations = true, exported = ['index'], after, ...bundling } = options
  const folder = join(root, 'packages', name)
  const fresh = join(folder, 'dist.new')
  const tsconfig = join(folder, 'tsconfig.build.json')
  rmSync(fresh, { recursive: true, force: true })
  const emit = declarations ? ['--emitDeclarationOnly', '--outDir', fresh] : ['--noEmit']
  compile(tsconfig, ...emit)
  // What is for Node is compiled with Node's types, and nothing else.
  const forNode = join(folder, 'tsconfig.node.json')
  if (existsSync(forNode)) compile(forNode, ...emit)
  if (declarations) prune(fresh, exported)
  const built = await build({
    entryPoints: [join(folder, 'src', 'index.ts')],
    outbase: join(folder, 'src'),
    outdir: fresh,
    bundle: true,
    splitting: true,
    chunkNames: 'parts/[name]-[hash]',
    packages: 'external',
    format: 'esm',
    target: 'es2023',
    tsconfig,
    sourcemap: true,
    sourcesContent: false,
    metafile: true,
    ...bundling,
  })
  await after?.(built.metafile, fresh)
  const dist = join(folder, 'dist')
  const old = join(folder, 'dist.old')
  rmSync(old, { recursive: true, force: true })
  if (existsSync(dist)) renameSync(dist, old)
  renameSync(fresh, dist)
  rmSync(old, { recursive: true, force: true })
}

/** Names whose work is in what was built, with their licences. */
function writeNotices({ inputs }, folder) {
  const paths = Object.keys(inputs).flatMap(
    (path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? [],
  )
  const notices = [...new Set(paths)].toSorted().map((path) => {
    const of = join(root, path)
    const { name, version, license } = JSON.parse(readFileSync(join(of, 'package.json'), 'utf8'))
    const file = join(of, 'LICENSE')
    const text = existsSync(file) ? `\n\n${readFileSync(file, 'utf8').trim()}` : ''
    return `${name} ${version}, ${license}${text}\n`
  })
  writeFileSync(join(folder, 'NOTICES.txt'), notices.join('\n'))
}

/** The manual page of `jhub`, made of the help of its commands. */
async function writeManual(folder, external) {
  const script = join(folder, 'man.mjs')
  const options = { bundle: true, platform: 'node', format: 'esm', target: 'es2023' }
  await build({
    entryPoints: [join(root, 'scripts', 'man.ts')],
    outfile: script,
    external,
    ...options,
  })
  const { page } = await import(pathToFileURL(script))
  rmSync(script)
  mkdirSync(join(folder, 'man'))
  writeFileSync(join(folder, 'man', 'jhub.1'), page)
}

await buildPackage('client', {
  platform: 'neutral',
  external: ['node:*'],
  plugins: [oneCore],
  exported: ['index', 'node/index'],
  entryPoints: ['index', 'node/index'].map((name) => join(clientSource, `${name}.ts`)),
})
// Its types are made of the client's.
await buildPackage('emulator', {
  platform: 'neutral',
  external: ['node:*'],
  entryPoints: ['index', 'cli'].map((name) =>
    join(root, 'packages', 'emulator', 'src', `${name}.ts`),
  ),
})
// Nobody debugs it by its sources, and its file is found by npm alone. All that commands need is in one file, its modules run
// on use, as each file more that is loaded takes longer than the text of a hundred modules; and it is CommonJS, whose loader Node
// has at hand.
const cli = join(root, 'packages', 'cli')
const { dependencies, optionalDependencies } = JSON.parse(
  readFileSync(join(cli, 'package.json'), 'utf8'),
)
const installed = Object.keys({ ...dependencies, ...optionalDependencies })
await buildPackage('cli', {
  declarations: false,
  platform: 'node',
  format: 'cjs',
  splitting: false,
  outExtension: { '.js': '.cjs' },
  supported: { 'dynamic-import': false },
  packages: 'bundle',
  external: installed,
  plugins: [mainApart],
  entryPoints: ['cli', 'main'].map((name) => join(cli, 'src', `${name}.ts`)),
  sourcemap: false,
  absWorkingDir: root,
  async after(metafile, folder) {
    writeNotices(metafile, folder)
    await writeManual(folder, installed)
  },
})
