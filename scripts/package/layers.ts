import { fail, pass, runIfMain } from './checks.ts'
import type { Check } from './checks.ts'
import { binary, root } from './paths.ts'
import { output, run } from './run.ts'

/**
 * dependency-cruiser: the built modules import each other as design rule 1 says, without cycles. Built, as types
 * vanish there, and as dependency-cruiser cannot read TypeScript with the compiler's version 7.
 */
export const layers: Check = {
  name: 'layers',
  async *results(subject) {
    await subject.built()
    const args = ['--config', '.dependency-cruiser.cjs', '--output-type', 'err', '--no-progress']
    const outcome = await run(binary('depcruise'), [...args, 'packages/client/dist'], { cwd: root })
    const modules = /\((\d+) modules, \d+ dependencies cruised\)/.exec(outcome.stdout)
    const sound = outcome.code === 0 && Number(modules?.[1]) > 1
    yield sound ? pass(`${modules?.[0]}`) : fail(output(outcome))
  },
}

await runIfMain(import.meta.url, layers)
