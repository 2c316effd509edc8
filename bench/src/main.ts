import { writeFile } from 'node:fs/promises'
import { readOptions } from './options.ts'
import type { Options } from './options.ts'
import { renderBudget, renderResults } from './report.ts'
import { measureAll } from './run.ts'
import { writeDocs } from './write-docs.ts'

// Without, a signal would end the process without what is to be done on exit.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

async function main(options: Options): Promise<void> {
  const results = await measureAll(options, (line) => console.error(`… ${line}`))
  console.log(renderResults(results).join('\n'))
  for (const checked of results.budgets) console.log(renderBudget(checked))
  const { jobs, budgets } = results
  if (options.json !== undefined) {
    await writeFile(options.json, `${JSON.stringify(results, null, 2)}\n`)
  }
  const hasNoHub = jobs !== undefined && 'noHub' in jobs
  if (hasNoHub || budgets.some(({ verdict }) => verdict === 'BROKEN')) process.exitCode = 1
  if (options.write) {
    if (hasNoHub) throw new Error('nothing was written: there was no real hub')
    await writeDocs(results)
  }
}

const options = readOptions(process.argv.slice(2))
if ('say' in options) console.log(options.say)
else await main(options)
