import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Reporter, TestModule, TestRunEndReason, Vitest } from 'vitest/node'
import { entryMark, notedProjects, readLines, readNote, resultsVariable } from './results.ts'
import { findSecrets } from './secrets.ts'
import { passedBy, problemsOf, standingsTable } from './standings.ts'
import type { Standing } from './standings.ts'

/** Prefix of the names of the projects that {@link ContractReporter} counts. */
const projectPrefix = 'contract '

interface Counts {
  passed: number
  failed: number
  skipped: number
}

/**
 * Closes a run: a line for each hub with the operations that were really sent to it and the behaviours that were seen, what
 * is missing, whether a secret was printed anywhere, what failed, and `N passed, N failed` as the very last line: who has
 * only the end of the output learns what to look at.
 */
export class ContractReporter implements Reporter {
  #results = ''
  #ownsResults = false
  #releases: readonly (() => void)[] = []
  /** Only some of the tests were asked for, so that what was not sent does not tell anything. */
  #partial = false

  onInit(vitest: Vitest): void {
    const given = process.env[resultsVariable]
    this.#ownsResults = !given
    this.#results = given || mkdtempSync(join(tmpdir(), 'jupyterhub-contract-'))
    process.env[resultsVariable] = this.#results
    this.#partial = vitest.config.testNamePattern !== undefined
    const output = join(this.#results, 'output')
    appendFileSync(output, '', { mode: 0o600 })
    this.#releases = [process.stdout, process.stderr].map((stream) => keepOutput(stream, output))
  }

  onTestRunEnd(
    modules: readonly TestModule[],
    unhandled: readonly unknown[],
    reason: TestRunEndReason,
  ): void {
    const counts = countTests(modules)
    counts.failed += unhandled.length
    this.#reports()
    const standings = modules.filter(isContract).map(standingOf)
    const problems = [
      ...this.#coverage(standings),
      ...(standings.length > 0 ? this.#secrets() : []),
      ...(this.#partial ? [] : problemsOf(standings)),
    ]
    counts.failed += problems.length
    if (standings.length > 0) console.log(`\n${standingsTable(standings).join('\n')}\n`)
    for (const failure of [...failuresOf(modules), ...unhandled.map(firstLine), ...problems]) {
      console.log(`FAILED: ${failure}`)
    }
    if (problems.length > 0 || reason === 'failed') process.exitCode = 1
    const skipped = counts.skipped === 0 ? '' : `, ${counts.skipped} skipped`
    console.log(`\n${counts.passed} passed, ${counts.failed} failed${skipped}`)
    for (const release of this.#releases) release()
    if (this.#ownsResults) rmSync(this.#results, { recursive: true, force: true })
  }

  /** Prints what trials have found out. */
  #reports(): void {
    for (const project of notedProjects(this.#results)) {
      const text = readNote(this.#results, project, 'report')
      if (text !== '') console.log(`\n${text.trimEnd()}`)
    }
    console.log()
  }

  /** Prints a line for each target. */
  #coverage(standings: readonly Standing[]): string[] {
    const problems: string[] = []
    for (const standing of standings) {
      const { label } = standing
      const expected = [...readLines(this.#results, label, 'expected')]
      const sent = readLines(this.#results, label, 'sent')
      const missed = expected.filter((id) => !sent.has(id))
      const done = expected.length - missed.length
      console.log(
        `${label}: ${done}/${expected.length} operations exercised, ${passedBy(standing)} behaviours`,
      )
      if (this.#partial) continue
      if (expected.length === 0) problems.push(`${label}: its hub did not start`)
      if (missed.length > 0) problems.push(`${label}: never sent: ${missed.join(', ')}`)
    }
    return problems
  }

  /** Looks for every secret in everything that was printed. */
  #secrets(): string[] {
    const projects = notedProjects(this.#results)
    const secrets = projects.flatMap((project) => [...readLines(this.#results, project, 'secrets')])
    const evidence = [
      { name: 'the output of the run', text: readFileSync(join(this.#results, 'output'), 'utf8') },
      ...projects.flatMap((project) =>
        (['errors', 'objects'] as const).map((note) => ({
          name: `the ${note} of ${project}`,
          text: readNote(this.#results, project, note),
        })),
      ),
    ]
    const found = findSecrets(
      secrets.map((line) => JSON.parse(line) as string),
      evidence,
    )
    if (found.length > 0) return found
    const count = (note: 'errors' | 'objects'): number =>
      projects
        .map((project) => readNote(this.#results, project, note).split(entryMark).length - 1)
        .reduce((sum, number) => sum + number, 0)
    console.log(
      `no secret among ${count('errors')} errors and ${count('objects')} objects (${secrets.length} secrets)`,
    )
    return []
  }
}

const isContract = (module: TestModule): boolean => module.project.name.startsWith(projectPrefix)

const standingOf = (module: TestModule): Standing => ({
  label: module.project.name.slice(projectPrefix.length),
  behaviours: [...module.children.allTests()].map((test) => ({
    name: test.fullName,
    passed: test.result().state === 'passed',
  })),
})

function countTests(modules: readonly TestModule[]): Counts {
  const counts = { passed: 0, failed: 0, skipped: 0 }
  for (const module of modules) {
    // A file that could not be read holds no test that could fail.
    counts.failed += module.errors().length
    for (const test of module.children.allTests()) {
      const { state } = test.result()
      counts[state === 'pending' ? 'skipped' : state] += 1
    }
  }
  return counts
}

/** What failed, and the first line of why. */
const failuresOf = (modules: readonly TestModule[]): string[] =>
  modules.flatMap((module) => [
    ...module.errors().map((error) => `${module.moduleId}: ${firstLine(error)}`),
    ...[...module.children.allTests('failed')].map((test) => {
      const why = test.result().errors?.map(firstLine).join('; ') ?? ''
      return `${test.project.name}: ${test.fullName}: ${why}`
    }),
  ])

const firstLine = (error: unknown): string => {
  const { message = String(error) } = Object(error) as { message?: string }
  return message.split('\n', 1)[0] ?? ''
}

/**
 * Keeps a copy of what a stream is given.
 *
 * @returns Ends that.
 */
function keepOutput(stream: NodeJS.WriteStream, file: string): () => void {
  const write = Reflect.get(stream, 'write') as (...args: unknown[]) => boolean
  stream.write = (...args: unknown[]): boolean => {
    const [chunk] = args
    if (typeof chunk === 'string' || chunk instanceof Uint8Array) appendFileSync(file, chunk)
    return Reflect.apply(write, stream, args)
  }
  return () => {
    stream.write = write
  }
}
