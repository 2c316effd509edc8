import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const packages = fileURLToPath(new URL('../../packages', import.meta.url))

/** What a declaration takes from others beside it. */
const importsOf = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(/['"](\.\.?\/[^'"]+)\.ts['"]/g)].map(([, path = '']) =>
    join(dirname(file), `${path}.d.ts`),
  )

test.each([
  ['client', ['index', 'node/index']],
  ['emulator', ['index']],
])('what is built of %s has all declarations that are imported, and no others', (name, entries) => {
  const dist = join(packages, name, 'dist')
  const built = readdirSync(dist, { recursive: true })
    .map((path) => join(dist, String(path)))
    .filter((path) => path.endsWith('.d.ts'))
  const imported = built.flatMap(importsOf)
  const known = new Set([...imported, ...entries.map((entry) => join(dist, `${entry}.d.ts`))])
  expect(built.toSorted()).toEqual([...known].toSorted())
  expect(built.length).toBeLessThan(70)
})
