import { fail, pass, runIfMain } from './checks.ts'
import type { Check } from './checks.ts'
import { binary, root } from './paths.ts'
import { output, run } from './run.ts'

/** knip: every file, export and dependency of the workspaces is used. */
export const unused: Check = {
  name: 'unused',
  once: true,
  async *results() {
    const outcome = await run(binary('knip'), ['--no-progress', '--no-config-hints'], { cwd: root })
    yield outcome.code === 0 ? pass('no unused file, export or dependency') : fail(output(outcome))
  },
}

await runIfMain(import.meta.url, unused)
