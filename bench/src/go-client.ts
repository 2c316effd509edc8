import { execFile, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readFile, readdir, rename, rm } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)
const source = fileURLToPath(new URL('../measured/go', import.meta.url))
const goModule = 'github.com/black-06/jupyterhub-client'
const buildTimeoutMs = 180_000

/** The folder with the Go client's source that is used in place of what the Go module proxy has, if one was named. */
export const goCheckout = (): string | undefined => process.env['BENCH_GO_CLIENT'] || undefined

/**
 * Compiles the program that uses the Go client; once, as it is kept. The client comes from the Go module proxy, or from the
 * folder that `BENCH_GO_CLIENT` names, where that has a copy.
 *
 * @returns Where the program is, or in a sentence why there is none.
 */
export async function buildGoClient(
  progress: (line: string) => void,
): Promise<string | { readonly missing: string }> {
  const go = ['go', '/usr/local/go/bin/go'].find(
    (name) => spawnSync(name, ['version']).status === 0,
  )
  if (go === undefined) return { missing: 'there is no Go' }
  const checkout = goCheckout()
  const cache = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache')
  const folder = join(cache, 'jupyterhub-client', 'bench')
  const program = join(folder, `go-client-${await hashOf(go, checkout)}`)
  if (existsSync(program)) return program
  progress('compiling the Go client')
  const dir = await mkdtemp(join(tmpdir(), 'jupyterhub-bench-go-'))
  try {
    await mkdir(folder, { recursive: true })
    await compile(go, dir, checkout)
    await rename(join(dir, 'program'), program).catch(() => cp(join(dir, 'program'), program))
    return program
  } catch (error) {
    const said = String((error as { stderr?: unknown }).stderr ?? error).trim()
    return {
      missing: `its module could not be had and compiled (${said.split('\n').at(-1)?.trim().replace(/\.$/, '')})`,
    }
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

async function compile(go: string, dir: string, checkout: string | undefined): Promise<void> {
  await cp(source, dir, { recursive: true })
  const options = { cwd: dir, timeout: buildTimeoutMs }
  if (checkout !== undefined) {
    await run(go, ['mod', 'edit', `-replace=${goModule}=${checkout}`], options)
  }
  await run(go, ['build', '-mod=mod', '-o', 'program', '.'], options)
}

/** Of all that the program is made of, so that none is kept for too long. */
async function hashOf(go: string, checkout: string | undefined): Promise<string> {
  const hash = createHash('sha256').update(spawnSync(go, ['version']).stdout)
  for (const folder of checkout === undefined ? [source] : [source, checkout]) {
    for (const name of (await readdir(folder)).toSorted()) {
      if (/\.(go|mod|sum)$/.test(name)) hash.update(await readFile(join(folder, name)))
    }
  }
  return hash.digest('hex').slice(0, 12)
}
