import { readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import type { BuildResult, Metafile } from 'esbuild'
import { fail, pass, runIfMain } from './checks.ts'
import type { Check, Result } from './checks.ts'
import { pathIn, withoutHash } from './packages.ts'
import type { Package } from './packages.ts'
import { here, root } from './paths.ts'
import { output, run } from './run.ts'

/**
 * What the package reaches, and does, when it is loaded. Every entry but `./node` must stay clear of Node, and no entry
 * may do anything before it is used.
 */
export const reach: Check = {
  name: 'reach',
  async *results(subject) {
    await subject.built()
    const { package: it } = subject
    for (const [name, path] of await entries(it)) {
      if (name !== './node') {
        try {
          yield* reached(it, name, path)
        } catch (error) {
          yield fail(`${name} cannot be followed: ${(error as Error).message}`)
        }
      }
      yield await touched(name, path)
    }
  },
}

/** The modules that `exports` names. */
async function entries(it: Package): Promise<[name: string, path: string][]> {
  const manifest = JSON.parse(await readFile(pathIn(it, 'package.json'), 'utf8')) as {
    exports: Record<string, string | { default: string }>
  }
  return Object.entries(manifest.exports).flatMap(([name, target]) =>
    typeof target === 'string' ? [] : [[name, pathIn(it, target.default)]],
  )
}

async function* reached(it: Package, name: string, path: string): AsyncIterable<Result> {
  const { metafile, outputFiles } = await bundle(path)
  const imports = Object.entries(metafile.inputs).flatMap(([from, input]) =>
    input.imports.map(({ original, path: to, kind }) => ({
      from,
      specifier: original ?? to,
      kind,
    })),
  )
  const foreign = imports.filter(
    ({ specifier }) => !specifier.startsWith('.') && !it.dependencies.includes(specifier),
  )
  for (const { from, specifier, kind } of foreign) {
    yield fail(`${name} reaches ${specifier}: ${kind} in ${from}`)
  }
  const loaded = loadedFirst(metafile)
  const escapes = outputFiles.flatMap((file) => {
    const written = relative(root, file.path)
    const words = ['getBuiltinModule', 'node:', 'createRequire'].filter((word) =>
      file.text.includes(word),
    )
    return !loaded.has(written) && isForNode(it, metafile, written) ? [] : words
  })
  for (const word of escapes) yield fail(`${name} reaches code that names ${word}`)

  const modules = Object.keys(metafile.inputs).length
  if (foreign.length + escapes.length === 0) {
    const others = it.dependencies.join(', ') || 'no package'
    yield pass(`${name} reaches ${modules} modules, none of Node, and ${others}`)
  }
  const sizes = weigh(loaded, outputFiles)
  for (const when of ['first', 'later'] as const) {
    const told = `${name} loads ${sizes[when]} bytes ${when}, gzipped (bound ${it.maxSizes[when]})`
    yield sizes[when] <= it.maxSizes[when] ? pass(told) : fail(told)
  }
}

/** Whether a file is made of nothing but what looks for Node when it is used. */
function isForNode(it: Package, { outputs }: Metafile, file: string): boolean {
  const inputs = Object.keys(outputs[file]?.inputs ?? {}).map((path) =>
    withoutHash(relative(pathIn(it, 'dist'), join(root, path))),
  )
  return inputs.length > 0 && inputs.every((path) => it.forNode.includes(path.replace(/\.js$/, '')))
}

/** The files that load with the entry, before anything is used. */
function loadedFirst({ outputs }: Metafile): Set<string> {
  const first = new Set<string>()
  const visit = (path: string): void => {
    if (first.has(path)) return
    first.add(path)
    for (const { path: next, kind } of outputs[path]?.imports ?? []) {
      if (kind === 'import-statement') visit(next)
    }
  }
  const paths = Object.keys(outputs)
  visit(paths.find((path) => outputs[path]?.entryPoint?.endsWith('dist/index.js')) ?? '')
  return first
}

/** Gzipped bytes of the files that load with the entry, and of those that it loads on first use. */
function weigh(
  first: ReadonlySet<string>,
  files: readonly { readonly path: string; readonly contents: Uint8Array }[],
): Record<'first' | 'later', number> {
  const sizes = { first: 0, later: 0 }
  for (const { path, contents } of files) {
    const when = first.has(relative(root, path)) ? 'first' : 'later'
    sizes[when] += gzipSync(contents, { level: 9 }).length
  }
  return sizes
}

/** @throws for an import that cannot be found, or whose target is only known when it runs. */
function bundle(
  path: string,
): Promise<BuildResult<{ metafile: true; write: false }> & { metafile: Metafile }> {
  return build({
    entryPoints: [path],
    absWorkingDir: root,
    outdir: join(root, 'bundle'),
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    metafile: true,
    write: false,
    logLevel: 'silent',
    tsconfigRaw: {},
    external: ['node:*'],
    logOverride: {
      'unsupported-dynamic-import': 'error',
      'unsupported-require-call': 'error',
      'indirect-require': 'error',
    },
  })
}

async function touched(name: string, path: string): Promise<Result> {
  const args = [join(here, 'load-in-trap.mjs'), pathToFileURL(path).href]
  const outcome = await run(process.execPath, args, { timeout: 20_000 })
  return outcome.code === 0
    ? pass(`${name} does nothing when it is loaded`)
    : fail(`${name} acts when it is loaded\n${output(outcome)}`)
}

await runIfMain(import.meta.url, reach)
