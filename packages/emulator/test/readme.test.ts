import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8')

test('the sample of the README is one that runs', () => {
  const sample = read('enrol.test.ts').replace('../src/index.ts', 'jupyterhub-emulator')
  expect(read('../README.md')).toContain(`\`\`\`ts\n${sample}\`\`\`\n`)
})
