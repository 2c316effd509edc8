import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { failure } from './errors/cli-error.ts'

const openers: Readonly<Record<string, readonly string[]>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
}

/**
 * Opens an address in the user's browser.
 *
 * @throws {@link CliError} if there is none, or the address is not of the web.
 */
export async function openUrl(url: string): Promise<void> {
  if (!/^https?:$/.test(new URL(url).protocol)) throw failure(`not an address of the web: ${url}`)
  const [program = 'xdg-open', ...args] = openers[process.platform] ?? []
  // It would look for one in the terminal, and say nothing of what it does not find.
  if (program === 'xdg-open' && !hasDisplay(process.env)) throw noBrowser(url)
  const child = spawn(program, [...args, url], { stdio: 'ignore', detached: true })
  try {
    await once(child, 'spawn')
  } catch {
    throw noBrowser(url)
  }
  child.unref()
}

const hasDisplay = (env: NodeJS.ProcessEnv): boolean =>
  ['DISPLAY', 'WAYLAND_DISPLAY', 'BROWSER', 'WSL_DISTRO_NAME'].some((name) => env[name])

const noBrowser = (url: string): Error =>
  failure('no browser could be opened', `Open it yourself: ${url}`)
