import { copyFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fail, pass, runIfMain } from './checks.ts'
import type { Check, Result } from './checks.ts'
import { here } from './paths.ts'
import { output, run } from './run.ts'
import { tool } from './tools.ts'

/** The oldest compiler that is supported, and the last of each line since. */
const compilers = ['5.4.5', '5.9.3', '6.0.3', '7.0.2']

const modes = [
  { name: 'nodenext', module: 'nodenext', moduleResolution: 'nodenext' },
  { name: 'bundler', module: 'esnext', moduleResolution: 'bundler' },
]

/** The published types compile in programs that use them, without `skipLibCheck`, Node's types or a newer `lib`. */
export const consumers: Check = {
  name: 'consumers',
  async *results(subject) {
    const project = await subject.project()
    const { folder } = subject.package
    await copyFile(join(here, 'consumer', `${folder}.ts`), join(project, 'consumer.ts'))
    for (const mode of modes) await writeConfig(project, mode)
    for (const version of compilers) {
      const compiler = join(await tool('typescript', version), 'bin', 'tsc')
      yield* await Promise.all(modes.map(({ name }) => compile(project, name, compiler, version)))
    }
  },
}

async function writeConfig(
  project: string,
  { name, module, moduleResolution }: (typeof modes)[number],
): Promise<void> {
  const compilerOptions = {
    target: 'es2022',
    lib: ['es2022', 'dom'],
    types: [],
    module,
    moduleResolution,
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    verbatimModuleSyntax: true,
    skipLibCheck: false,
    noEmit: true,
  }
  const config = { compilerOptions, files: ['consumer.ts'] }
  await writeFile(join(project, `tsconfig.${name}.json`), JSON.stringify(config))
}

async function compile(
  project: string,
  mode: string,
  compiler: string,
  version: string,
): Promise<Result> {
  const args = [compiler, '--project', `tsconfig.${mode}.json`, '--pretty', 'false']
  const outcome = await run(process.execPath, args, { cwd: project })
  const what = `TypeScript ${version}  ${mode.padEnd(8)}`
  return outcome.code === 0 ? pass(`${what}  ok`) : fail(`${what}\n${output(outcome)}`)
}

await runIfMain(import.meta.url, consumers)
