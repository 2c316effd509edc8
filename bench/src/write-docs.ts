import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { drawBarChart } from './bar-chart.ts'
import { renderLimit, renderValue } from './budgets.ts'
import type { Checked } from './budgets.ts'
import { describe } from './machine.ts'
import { throughputChart } from './parts/throughput-chart.ts'
import { sectionsOf } from './report.ts'
import type { Results } from './run.ts'
import { sectionMarkdown } from './section.ts'
import { markdownTable } from './table.ts'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../..', import.meta.url))
const page = 'docs/benchmarks.md'
const chart = 'docs/benchmarks.svg'
const readme = 'README.md'
/** What stands between them in the README is written here. */
const marks = ['<!-- bench -->', '<!-- /bench -->'] as const

/**
 * Writes the results into the page and the chart of the docs, and the promises into the README.
 *
 * @throws if the README has lost its marks.
 */
export async function writeDocs(results: Results): Promise<void> {
  await writeFile(`${root}/${page}`, pageOf(results))
  if (results.throughput !== undefined) {
    const drawn = drawBarChart(throughputChart(results.throughput, origin(results)))
    await writeFile(`${root}/${chart}`, drawn)
  }
  const text = await readFile(`${root}/${readme}`, 'utf8')
  await writeFile(`${root}/${readme}`, withPromises(text, results))
  // The formatter has its own idea of how wide a column is.
  await run(`${root}/node_modules/.bin/oxfmt`, [page, readme], { cwd: root })
}

/** The page of the docs. */
function pageOf(results: Results): string {
  return `${[
    '# Benchmarks',
    '',
    `Made by \`${results.command}\`: ${origin(results)}. Medians over rounds, with the 25th and 75th percentile in brackets. Compare ratios: the rest belongs to this machine. [What is measured, and how](../bench/README.md).`,
    '',
    '![Calls per second of each client](benchmarks.svg)',
    '',
    ...promises(results.budgets),
    '',
    ...sectionsOf(results).flatMap(sectionMarkdown),
  ]
    .join('\n')
    .trimEnd()}\n`
}

/** The README with the promises of this run. */
function withPromises(text: string, results: Results): string {
  const [from, to] = marks.map((mark) => text.indexOf(mark))
  if (from === undefined || to === undefined || from === -1 || to < from) {
    throw new Error(`${readme} has no ${marks.join(' … ')}`)
  }
  const fresh = [
    marks[0],
    '',
    ...promises(results.budgets),
    '',
    `Medians of \`${results.command}\`: ${origin(results)}. [All figures](${page}), beside those of other clients.`,
    '',
  ]
  return text.slice(0, from) + fresh.join('\n') + '\n' + text.slice(to)
}

const promises = (budgets: readonly Checked[]): string[] =>
  markdownTable([
    ['what', 'measured', 'promise'],
    ...budgets.map((checked) => [
      checked.what,
      checked.value === undefined ? 'not measured' : renderValue(checked, checked.value),
      renderLimit(checked) + (checked.verdict === 'BROKEN' ? ': not kept' : ''),
    ]),
  ])

const origin = ({ date, machine }: Results): string => `${date.slice(0, 10)}, ${describe(machine)}`
