import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { build } from 'esbuild'
import type { Package } from './packages.ts'

/** Serves pages that run a project's smoke.mjs, on a loopback port of its own. */
export interface PageServer {
  /** Below it, `page` runs it in the page, module by module as they are packed, and `worker` in a worker, bundled. */
  readonly url: string
  /** What the run came to. */
  readonly report: Promise<unknown>
  readonly close: () => void
}

/** @param args - What `smoke` is called with. */
export async function servePages(
  project: string,
  it: Package,
  args: readonly string[],
): Promise<PageServer> {
  const made = new Map<string, readonly [type: string, text: string]>([
    ['/page', [html, await pageHtml(project, it, args)]],
    ['/worker', [html, workerHtml]],
    ['/worker.js', [javascript, await bundleWorker(project, args)]],
  ])
  const find = async (path: string): Promise<readonly [type: string, text: string]> =>
    made.get(path) ?? [javascript, await readFile(join(project, path), 'utf8')]

  const server = createServer()
  const report = new Promise<unknown>((resolve, reject) => {
    server.on('request', (request, response) => {
      // Parsing takes dot segments out of it.
      const { pathname } = new URL(request.url ?? '/', 'http://page')
      if (request.method === 'POST') {
        response.writeHead(204).end()
        readBody(request).then((text) => resolve(JSON.parse(text)), reject)
        return
      }
      find(pathname).then(
        ([type, text]) => response.writeHead(200, { 'content-type': type }).end(text),
        () => response.writeHead(404).end(),
      )
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () => {
    server.close()
    server.closeAllConnections()
  }
  return { url: `http://127.0.0.1:${port}`, report, close }
}

const html = 'text/html; charset=utf-8'
const javascript = 'text/javascript'

/** No bundler: an import map says where each package is. */
async function pageHtml(project: string, it: Package, args: readonly string[]): Promise<string> {
  const imports: Record<string, string> = {}
  for (const name of [it.name, ...it.dependencies]) {
    const folder = `node_modules/${name}`
    const manifest = JSON.parse(await readFile(join(project, folder, 'package.json'), 'utf8')) as {
      exports: { '.': { import?: string; default: string } }
    }
    const { import: entry, default: other } = manifest.exports['.']
    imports[name] = `/${folder}/${(entry ?? other).replace('./', '')}`
  }
  return `<!doctype html>
<script type="importmap">${JSON.stringify({ imports })}</script>
<script type="module">${runAndReport(args)}</script>`
}

const workerHtml = `<!doctype html>
<script type="module">new Worker('/worker.js', { type: 'module' })</script>`

async function bundleWorker(project: string, args: readonly string[]): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: runAndReport(args), resolveDir: project },
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    write: false,
  })
  return outputFiles[0]?.text ?? ''
}

const runAndReport = (args: readonly string[]): string => `
  import { smoke } from './smoke.mjs'
  const results = await smoke(...${JSON.stringify(args)})
  await fetch('/report', { method: 'POST', body: JSON.stringify(results) })
`

async function readBody(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return text
}
