import { fail, pass, runIfMain } from './checks.ts'
import type { Check } from './checks.ts'
import { binary } from './paths.ts'
import { output, run } from './run.ts'

/** attw: the types are found wherever the code is found, and say the same. */
export const attw: Check = {
  name: 'attw',
  async *results(subject) {
    const { path } = await subject.tarball()
    const args = [path, '--profile', 'esm-only', '--format', 'ascii', '--no-color', '--no-emoji']
    const outcome = await run(binary('attw'), args)
    yield outcome.code === 0 ? pass('no problems, profile esm-only') : fail(output(outcome))
  },
}

await runIfMain(import.meta.url, attw)
