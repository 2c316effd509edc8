import { fileURLToPath } from 'node:url'
import { CommandError } from './run.ts'
import { packages } from './packages.ts'
import { prepareAll } from './subject.ts'
import type { Subject } from './subject.ts'

/** One line of a check's report. */
export interface Result {
  readonly verdict: 'ok' | 'FAIL' | 'SKIP'
  readonly text: string
}

/** Something to know about each package; it has failed if one of its results has. */
export interface Check {
  readonly name: string
  /** Whether it is about all of them at once. */
  readonly once?: boolean
  results(subject: Subject): AsyncIterable<Result>
}

/** A result that is as it should be. */
export const pass = (text: string): Result => ({ verdict: 'ok', text })

/** A result that is not. */
export const fail = (text: string): Result => ({ verdict: 'FAIL', text })

/** Something that could not be looked at here, and may be passed over. */
export const skip = (text: string): Result => ({ verdict: 'SKIP', text })

/** Runs checks one after the other, prints their results and a summary, and sets the process's exit code. */
export async function runChecks(checks: readonly Check[]): Promise<void> {
  // Through exit, so that what was started in other process groups is ended.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))
  const subjects = prepareAll(packages)
  const lines: string[] = []
  let failed = 0
  try {
    for (const check of checks) {
      const start = performance.now()
      const ok = await runCheck(check, check.once === true ? subjects.slice(0, 1) : subjects)
      const seconds = ((performance.now() - start) / 1000).toFixed(1)
      if (!ok) failed += 1
      lines.push(`${ok ? 'ok  ' : 'FAIL'}  ${check.name}, ${seconds} s`)
    }
  } finally {
    for (const subject of subjects) await subject.remove()
  }
  console.log(['', ...lines, `${checks.length - failed} passed, ${failed} failed`].join('\n'))
  process.exitCode = failed === 0 ? 0 : 1
}

/** Runs a check if its module is the program that was started. */
export async function runIfMain(moduleUrl: string, check: Check): Promise<void> {
  if (process.argv[1] === fileURLToPath(moduleUrl)) await runChecks([check])
}

/** Whether nothing was wrong with any package. */
async function runCheck(check: Check, subjects: readonly Subject[]): Promise<boolean> {
  let ok = true
  for (const subject of subjects) {
    const title = check.once === true ? check.name : `${check.name} ${subject.package.folder}`
    if (!(await runWith(check, subject, title))) ok = false
  }
  return ok
}

async function runWith(check: Check, subject: Subject, title: string): Promise<boolean> {
  const verdicts = new Set<Result['verdict']>()
  const note = (result: Result) => {
    verdicts.add(result.verdict)
    print(title, result)
  }
  try {
    for await (const result of check.results(subject)) note(result)
    if (verdicts.size === 0) note(fail('found nothing to check'))
  } catch (error) {
    note(fail(describe(error)))
  }
  return !verdicts.has('FAIL')
}

function describe(error: unknown): string {
  if (error instanceof CommandError) return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

function print(title: string, { verdict, text }: Result): void {
  const [first, ...rest] = text.trimEnd().split('\n')
  console.log(`${verdict.padEnd(4)}  ${title}: ${first}`)
  for (const line of rest) console.log(`        ${line}`)
}
