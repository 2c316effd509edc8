import { readFile, writeFile } from 'node:fs/promises'
import { pages } from './pages.ts'

// Writes the pages that are made from data; with --check it fails if one of them is not up to date.
const check = process.argv.includes('--check')
for (const [name, text] of Object.entries(pages())) {
  const file = new URL(`../../docs/${name}`, import.meta.url)
  const current = await readFile(file, 'utf8').catch(() => '')
  if (current === text) continue
  if (check) {
    console.error(`docs/${name} is not up to date: run npm run docs`)
    process.exitCode = 1
  } else {
    await writeFile(file, text)
    console.log(`docs/${name} written`)
  }
}
