import { readFile, readdir } from 'node:fs/promises'
import { fail, pass, runIfMain } from './checks.ts'
import type { Check } from './checks.ts'
import { pathIn, withoutHash } from './packages.ts'
import type { Package } from './packages.ts'

const required = ['LICENSE', 'README.md', 'package.json']
/** Not there before the first release. */
const allowed = ['CHANGELOG.md']

/** The tarball holds exactly what it should: documents, sources, declarations of them alone, and what they are built into. */
export const tarball: Check = {
  name: 'tarball',
  async *results(subject) {
    const { files: packed, size, unpackedSize } = await subject.tarball()
    const files = packed.map((path) => withoutHash(path))
    const sources = await sourcesOf(subject.package)
    const expected = [
      ...required,
      ...sources.map((name) => `src/${name}`),
      ...(await typesOf(subject.package)),
      ...subject.package.scripts.flatMap((name) => [`dist/${name}.js`, `dist/${name}.js.map`]),
    ]
    const missing = expected.filter((path) => !files.includes(path))
    // Of which there are those that programs can come to.
    const declarations = sources.flatMap((name) => {
      const declaration = `dist/${name.slice(0, -'.ts'.length)}.d.ts`
      return [declaration, `${declaration}.map`]
    })
    const known = new Set([...expected, ...declarations, ...allowed])
    const unexpected = files.filter((path) => !known.has(path))
    for (const path of missing) yield fail(`lacks ${path}`)
    for (const path of unexpected) {
      const stale = path.startsWith('dist/') ? ' (left from an older build? remove dist)' : ''
      yield fail(`holds ${path}, which no source or document accounts for${stale}`)
    }
    const sizes = `${kilobytes(size)} packed, ${kilobytes(unpackedSize)} unpacked`
    const { maxUnpackedSize } = subject.package
    const fits = unpackedSize <= maxUnpackedSize
    yield fits
      ? pass(`${files.length} files, ${sizes}`)
      : fail(`${sizes}: over the bound of ${kilobytes(maxUnpackedSize)}`)
  },
}

/** What programs get their types from. */
async function typesOf(it: Package): Promise<string[]> {
  const text = await readFile(pathIn(it, 'package.json'), 'utf8')
  const { exports = {} } = JSON.parse(text) as { exports?: Record<string, string | Entry> }
  return Object.values(exports).flatMap((entry) => {
    const { types } = typeof entry === 'string' ? {} : entry
    return types === undefined ? [] : [types.replace(/^\.\//, '')]
  })
}

interface Entry {
  readonly types?: string
}

async function sourcesOf(it: Package): Promise<string[]> {
  const names = await readdir(pathIn(it, 'src'), { recursive: true })
  return names.filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
}

const kilobytes = (bytes: number): string => `${Math.round(bytes / 1000)} kB`

await runIfMain(import.meta.url, tarball)
