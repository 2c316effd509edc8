import { parseArgs } from 'node:util'
import { attw } from './attw.ts'
import { runChecks } from './checks.ts'
import { consumers } from './consumers.ts'
import { jhub } from './jhub.ts'
import { layers } from './layers.ts'
import { ownTime } from './own-time.ts'
import { program } from './program.ts'
import { publint } from './publint.ts'
import { reach } from './reach.ts'
import { runtimes } from './runtimes.ts'
import { startUp } from './start-up.ts'
import { tarball } from './tarball.ts'
import { unused } from './unused.ts'

const fast = [tarball, program, jhub, reach, publint, attw, layers, unused, ownTime, startUp]
const all = [...fast, consumers, runtimes]

const help = `Checks the packages as they would be published. Builds them first.

  tsx scripts/package/check.ts [--fast] [check …]

Checks: ${all.map(({ name }) => name).join(', ')}.
--fast leaves out those that install compilers and runtimes: consumers, runtimes.
`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { fast: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h' } },
})
const known = positionals.every((wanted) => all.some(({ name }) => name === wanted))
const named = all.filter(({ name }) => positionals.includes(name))

if (values.help || !known) {
  console.log(help)
  process.exitCode = known ? 0 : 1
} else if (named.length > 0) {
  await runChecks(named)
} else {
  await runChecks(values.fast ? fast : all)
}
