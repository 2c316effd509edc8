import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createHub } from 'jupyterhub-emulator'
import { fail, pass, runIfMain } from './checks.ts'
import type { Check, Result } from './checks.ts'
import { pathIn } from './packages.ts'
import { output, run, runOrThrow } from './run.ts'
import { pack } from './subject.ts'
import type { Tarball } from './subject.ts'

const cli = { folder: 'cli' } as const

/** Bytes, about twice what it was at its first release, so that a stray folder shows. */
const maxUnpackedSize = 900_000

const allowed =
  /^(LICENSE|README\.md|CHANGELOG\.md|package\.json|dist\/((cli|main)\.cjs|NOTICES\.txt|man\/jhub\.1))$/

/** `jhub`, which is a program and no module: what is packed is all that is needed, and runs from where npm puts it. */
export const jhub: Check = {
  name: 'jhub',
  once: true,
  async *results(subject) {
    await subject.built()
    const packed = await pack(cli, await subject.folder())
    yield contentsOf(packed)
    const prefix = await subject.folder()
    const args = ['install', '--global', '--prefix', prefix, '--no-audit', '--no-fund']
    await runOrThrow('npm', [...args, packed.path])
    yield* tries(join(prefix, 'bin', 'jhub'))
    const page = await readFile(join(prefix, 'share', 'man', 'man1', 'jhub.1'), 'utf8')
    yield page.startsWith('.TH JHUB 1') ? pass('its manual is where man looks') : fail(page)
  },
}

function contentsOf({ files, size, unpackedSize }: Tarball): Result {
  const strange = files.filter((path) => !allowed.test(path))
  const sizes = `${files.length} files, ${size} bytes packed, ${unpackedSize} unpacked`
  if (strange.length > 0) return fail(`holds ${strange.join(', ')}`)
  return unpackedSize > maxUnpackedSize ? fail(`${sizes}: too many`) : pass(sizes)
}

async function* tries(program: string): AsyncIterable<Result> {
  const manifest = await readFile(pathIn(cli, 'package.json'), 'utf8')
  const { version } = JSON.parse(manifest) as { version: string }
  const hub = createHub({ users: [{ name: 'admin', admin: true, token: 'the-token' }] })
  const listener = await hub.listen()
  const env = {
    ...process.env,
    JUPYTERHUB_API_URL: hub.url,
    JUPYTERHUB_API_TOKEN: 'the-token',
  }
  try {
    for (const [args, expected] of [
      [['--version'], `${version}\n`],
      [['users', 'list', '--json', 'name'], '[\n{"name":"admin"}\n]\n'],
    ] as const) {
      const outcome = await run(program, args, { env })
      const title = `jhub ${args.join(' ')}`
      yield outcome.stdout === expected ? pass(title) : fail(`${title}: ${output(outcome)}`)
    }
  } finally {
    await listener.close()
  }
}

await runIfMain(import.meta.url, jhub)
