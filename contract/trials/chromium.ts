import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { chromium } from 'playwright-core'
import type { BrowserContext, Page } from 'playwright-core'
import { onTestFinished } from 'vitest'
import { findProgram } from './find-program.ts'
import type { TrialHub } from './hubs/trial-hub.ts'
import { noteSecret } from './trial.ts'

const longestStepMs = 20_000

/** Chromium in the `PATH`; `undefined` if there is none. */
export const findChromium = (): Promise<string | undefined> => findProgram('chromium')

/** Starts headless Chromium for one trial, with nobody logged in. It reaches loopback alone, and waits for nothing for long. */
export async function openChromium(path: string | undefined): Promise<BrowserContext> {
  if (path === undefined) throw new Error('there is no Chromium: apt-get install chromium')
  const home = await mkdtemp(join(tmpdir(), 'jupyterhub-chromium-'))
  onTestFinished(() => rm(home, { recursive: true, force: true, maxRetries: 5 }))
  const browser = await chromium.launch({
    executablePath: path,
    args: ['--no-proxy-server', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
    env: { PATH: process.env['PATH'] ?? '', HOME: home },
    timeout: longestStepMs,
  })
  onTestFinished(() => browser.close())
  const context = await browser.newContext()
  context.setDefaultTimeout(longestStepMs)
  return context
}

/**
 * Logs somebody in with the hub's own form, in a new tab, and out who was logged in before.
 *
 * @param next - Path below the hub's base URL where the login leads.
 */
export async function logIn(
  context: BrowserContext,
  hub: Pick<TrialHub, 'url' | 'password'>,
  user: string,
  next = 'hub/home',
): Promise<Page> {
  const tab = await context.newPage()
  await tab.goto(`${hub.url}hub/logout`)
  const target = new URL(next, hub.url)
  await tab.goto(`${hub.url}hub/login?next=${encodeURIComponent(target.pathname)}`)
  await tab.fill('input[name=username]', user)
  await tab.fill('input[name=password]', hub.password)
  await tab.press('input[name=password]', 'Enter')
  await tab.waitForURL(target.href)
  await xsrfCookie(context)
  return tab
}

/** Value of the `_xsrf` cookie, which is remembered as a secret; `''` if there is none. */
export async function xsrfCookie(context: BrowserContext): Promise<string> {
  const cookies = await context.cookies()
  const { value = '' } = cookies.find(({ name }) => name === '_xsrf') ?? {}
  if (value !== '') noteSecret(value)
  return value
}

/** Puts the built client into a page, as the global `client`. */
export async function addClient(page: Page): Promise<void> {
  bundle ??= bundleClient()
  await page.addScriptTag({ content: await bundle })
}

let bundle: Promise<string> | undefined

/** The client in one script, with what it loads on first use. */
async function bundleClient(): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: "export * from 'jupyterhub-client'", resolveDir: import.meta.dirname },
    bundle: true,
    format: 'iife',
    globalName: 'client',
    platform: 'browser',
    target: 'es2022',
    write: false,
  })
  return outputFiles[0]?.text ?? ''
}
