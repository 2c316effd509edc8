import { inspect } from 'node:util'
import { build } from 'esbuild'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { JupyterHub } from '../src/index.ts'
import { JupyterHub as NodeHub } from '../src/node/index.ts'

const options = { url: 'https://hub.example.org/hub/home', token: 'canary-5f1d7c0a9e3b' }

test.each([JupyterHub, NodeHub])('a hub is printed in one line, without its token', (Hub) => {
  const hub = new Hub(options)
  for (const one of [hub, hub.with({ retries: 0 })]) {
    expect(inspect(one)).toBe('JupyterHub <https://hub.example.org/hub/api>')
    expect(inspect({ one })).toBe('{ one: JupyterHub <https://hub.example.org/hub/api> }')
  }
  expect(Object.keys(hub)).not.toContain('inspect')
})

test.each(['index.ts', 'node/index.ts'])(
  '%s has a class of that name when bundled',
  async (entry) => {
    const source = fileURLToPath(new URL(`../src/${entry}`, import.meta.url))
    const { outputFiles } = await build({
      entryPoints: [source],
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'node',
      target: 'es2023',
    })
    const url = `data:text/javascript,${encodeURIComponent(outputFiles[0]?.text ?? '')}`
    const bundled = (await import(/* @vite-ignore */ url)) as typeof import('../src/index.ts')
    expect(bundled.JupyterHub.name).toBe('JupyterHub')
    expect(inspect(new bundled.JupyterHub(options))).toMatch(/^JupyterHub </)
  },
)
