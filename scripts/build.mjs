// Builds the packages: a few JavaScript files of each, and one for each part that is loaded on first use, as loading 55 took
// Node four times as long (19 ms against 5 ms on a busy 2-core machine, 2026-11-23); and a declaration for each module
// that one of them leads to, as the compiler writes them.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
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
    for (const [, path] of text.matchAll(/(?:from |import\()['"](\.[^'"]+)\.ts['"]/g)) {
      used.add(join(dirname(file), `${path}.d.ts`))
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
 */
async function buildPackage(name, { declarations = true, exported = ['index'], ...options }) {
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
  await build({
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
    ...options,
  })
  const dist = join(folder, 'dist')
  const old = join(folder, 'dist.old')
  rmSync(old, { recursive: true, force: true })
  if (existsSync(dist)) renameSync(dist, old)
  renameSync(fresh, dist)
  rmSync(old, { recursive: true, force: true })
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
// Nobody debugs it by its sources, and its file is found by npm alone.
await buildPackage('cli', {
  declarations: false,
  platform: 'node',
  entryPoints: [join(root, 'packages', 'cli', 'src', 'cli.ts')],
  sourcemap: false,
})
