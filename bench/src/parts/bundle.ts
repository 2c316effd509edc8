import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import type { Section } from '../section.ts'

/** Bytes that a browser downloads. */
export interface Size {
  readonly minified: number
  readonly gzipped: number
  /** Of what is loaded on first use, gzipped. */
  readonly later: number
}

/** Sizes by program. */
export type Bundle = Readonly<Record<string, Size>>

/** The program whose size has a budget. */
export const everything = 'ours, everything'

const programs: Readonly<Record<string, string>> = {
  [everything]: `export * from 'jupyterhub-client'`,
  'ours, list users': `
    import { JupyterHub } from 'jupyterhub-client'
    const hub = new JupyterHub({ url: location.href, token: null })
    for await (const user of hub.users.list()) console.log(user.name)`,
  'ky, get users': `
    import ky from 'ky'
    const users = await ky.get('users', { prefixUrl: location.href }).json()
    for (const user of users) console.log(user.name)`,
  'openapi-fetch, get users': `
    import createClient from 'openapi-fetch'
    const { data } = await createClient({ baseUrl: location.href }).GET('/users')
    for (const user of data) console.log(user.name)`,
  'axios, get users': `
    import axios from 'axios'
    const { data } = await axios.get('/users', { baseURL: location.href })
    for (const user of data) console.log(user.name)`,
}

/** Bundles programs as a web site would, and weighs them. */
export async function measureBundle(): Promise<Bundle> {
  const sizes: Record<string, Size> = {}
  for (const [name, source] of Object.entries(programs)) sizes[name] = await weigh(source)
  return sizes
}

/** The sizes as a table. */
export function bundleSections(bundle: Bundle): Section[] {
  return [
    {
      title: 'Bundle, kB',
      rows: [
        ['', 'minified', 'min+gzip', 'more on first use'],
        ...Object.entries(bundle).map(([name, { minified, gzipped, later }]) => [
          name,
          (minified / 1000).toFixed(1),
          (gzipped / 1000).toFixed(2),
          later === 0 ? '' : (later / 1000).toFixed(2),
        ]),
      ],
    },
  ]
}

async function weigh(source: string): Promise<Size> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: source, resolveDir: fileURLToPath(new URL('.', import.meta.url)) },
    outdir: 'bundle',
    bundle: true,
    splitting: true,
    metafile: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    legalComments: 'none',
    write: false,
    logLevel: 'silent',
  })
  const outputs = Object.values(metafile.outputs)
  const size = { minified: 0, gzipped: 0, later: 0 }
  for (const [index, { contents }] of outputFiles.entries()) {
    const zipped = gzipSync(contents, { level: 9 }).length
    // A part that is loaded on first use is an entry of its own, which nothing imports by a statement.
    const { entryPoint } = outputs[index] ?? {}
    if (entryPoint !== undefined && entryPoint !== '<stdin>') size.later += zipped
    else {
      size.minified += contents.length
      size.gzipped += zipped
    }
  }
  return size
}
