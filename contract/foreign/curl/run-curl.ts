import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'

/** What curl is told: a long option with its value, or by itself. */
export type Setting = readonly [option: string, value?: string]

/** How curl was answered. */
export interface CurlAnswer {
  readonly status: number
  readonly headers: Headers
  readonly body: string
}

const always: readonly Setting[] = [
  ['silent'],
  ['show-error'],
  ['include'],
  ['noproxy', '*'],
  ['max-time', '30'],
]

/** Version of the curl in the `PATH`; `undefined` if there is none. */
export function curlVersion(): string | undefined {
  const { stdout } = spawnSync('curl', ['--version'], { encoding: 'utf8' })
  return /^curl (\S+)/.exec(stdout ?? '')?.[1]
}

/**
 * Runs curl. What it is told goes through its standard input, so that no secret is among the arguments of a process.
 *
 * @param onLine - Is awaited with each line of the answer as it comes.
 * @throws Error with what curl says, if it fails.
 */
export async function curl(
  settings: readonly Setting[],
  onLine: (line: string) => Promise<void> = async () => {},
): Promise<CurlAnswer> {
  const child = spawn('curl', ['--disable', '--config', '-'], {
    env: { PATH: process.env['PATH'] ?? '' },
  })
  child.stdin.end([...always, ...settings].map(lineOf).join(''))
  let complaint = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text))
  const [closed, lines] = await Promise.all([once(child, 'close'), readLines(child.stdout, onLine)])
  const [code] = closed as [number | null]
  if (code !== 0) throw new Error(`curl ended with ${code}: ${complaint.trim()}`)
  return answerOf(lines)
}

async function readLines(
  stream: Readable,
  onLine: (line: string) => Promise<void>,
): Promise<string[]> {
  const lines: string[] = []
  for await (const line of createInterface(stream)) {
    lines.push(line)
    await onLine(line)
  }
  return lines
}

function lineOf([option, value]: Setting): string {
  return value === undefined ? `${option}\n` : `${option} = ${quote(value)}\n`
}

/** As curl reads values in its config file. */
const quote = (value: string): string => `"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"`

function answerOf(lines: readonly string[]): CurlAnswer {
  const end = lines.indexOf('')
  const [first = '', ...fields] = lines.slice(0, end)
  const headers = new Headers(
    fields.map((field) => {
      const colon = field.indexOf(':')
      return [field.slice(0, colon), field.slice(colon + 1).trim()]
    }),
  )
  return { status: Number(first.split(' ')[1]), headers, body: lines.slice(end + 1).join('\n') }
}
