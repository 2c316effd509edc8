import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { fail, pass, runIfMain } from './checks.ts'
import type { Check } from './checks.ts'
import { pathIn } from './packages.ts'
import { binary, root } from './paths.ts'
import { output, run, runOrThrow } from './run.ts'

/**
 * dependency-cruiser: the modules import each other as the rules in `.dependency-cruiser.cjs` say, without cycles.
 * Compiled, one by one: types vanish there, and dependency-cruiser cannot read TypeScript with the compiler's version 7.
 */
export const layers: Check = {
  name: 'layers',
  async *results({ package: it }) {
    const modules = pathIn(it, 'modules')
    const tsc = ['-p', pathIn(it, 'tsconfig.build.json'), '--outDir', modules]
    await runOrThrow(binary('tsc'), tsc, { cwd: root })
    const forNode = pathIn(it, 'tsconfig.node.json')
    if (existsSync(forNode)) {
      await runOrThrow(binary('tsc'), ['-p', forNode, '--outDir', modules], { cwd: root })
    }
    const args = ['--config', '.dependency-cruiser.cjs', '--output-type', 'err', '--no-progress']
    const outcome = await run(binary('depcruise'), [...args, `packages/${it.folder}/modules`], {
      cwd: root,
    })
    await rm(modules, { recursive: true })
    const cruised = /\((\d+) modules, \d+ dependencies cruised\)/.exec(outcome.stdout)
    const sound = outcome.code === 0 && Number(cruised?.[1]) > 1
    yield sound ? pass(`${cruised?.[0]}`) : fail(output(outcome))
  },
}

await runIfMain(import.meta.url, layers)
