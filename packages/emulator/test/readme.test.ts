import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8')

test('the sample of the README is one that runs, in ten lines', () => {
  const sample = read('sample.test.ts').replace('../src/index.ts', 'jupyterhub-emulator')
  expect(sample.split('\n').filter((line) => line !== '')).toHaveLength(10)
  expect(read('../README.md')).toContain(`\`\`\`ts\n${sample}\`\`\`\n`)
})
