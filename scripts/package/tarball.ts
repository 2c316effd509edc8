import { readdir } from 'node:fs/promises'
import { fail, pass, runIfMain } from './checks.ts'
import type { Check } from './checks.ts'
import { pathIn, withoutHash } from './packages.ts'
import type { Package } from './packages.ts'

const required = ['LICENSE', 'README.md', 'package.json']
/** Not there before the first release. */
const allowed = ['CHANGELOG.md']

/** The tarball holds exactly what it should: documents, sources, a declaration for each, and what they are built into. */
export const tarball: Check = {
  name: 'tarball',
  async *results(subject) {
    const { files: packed, size, unpackedSize } = await subject.tarball()
    const files = packed.map((path) => withoutHash(path))
    const expected = [...required, ...(await builtFiles(subject.package))]
    const missing = expected.filter((path) => !files.includes(path))
    const known = new Set([...expected, ...allowed])
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

async function builtFiles(it: Package): Promise<string[]> {
  const names = await readdir(pathIn(it, 'src'), { recursive: true })
  const sources = names.filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  const declarations = sources.flatMap((name) => {
    const stem = `dist/${name.slice(0, -'.ts'.length)}`
    return [`src/${name}`, `${stem}.d.ts`, `${stem}.d.ts.map`]
  })
  return [
    ...it.scripts.flatMap((name) => [`dist/${name}.js`, `dist/${name}.js.map`]),
    ...declarations,
  ]
}

const kilobytes = (bytes: number): string => `${Math.round(bytes / 1000)} kB`

await runIfMain(import.meta.url, tarball)
