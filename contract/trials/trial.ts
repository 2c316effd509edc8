import { inspect } from 'node:util'
import { JupyterHub } from 'jupyterhub-client'
import type { ClientOptions } from 'jupyterhub-client'
import type { HubConfig, HubOptions, RunningHub } from 'testbed'
import { startHub } from 'testbed'
import { inject, onTestFinished } from 'vitest'
import '../src/project-hub.ts'
import { entryMark, openNotes } from '../src/results.ts'

const { version, label = `trials ${version}` } = inject('contractHub')
const notes = openNotes(label)

/** Version of the hub that the trials of this project run on. */
export const hubVersion: string = version

/** Starts a hub for one trial, which is stopped when the trial is over. */
export async function trialHub(
  config: HubConfig = {},
  seeded = false,
  more: Pick<HubOptions, 'baseUrl' | 'lines'> = {},
): Promise<RunningHub> {
  const hub = await startHub({ version, config, seeded, ...more })
  onTestFinished(() => hub.stop())
  for (const secret of hub.secrets) noteSecret(secret)
  return hub
}

/** Remembers what must be printed nowhere. */
export function noteSecret(secret: string): void {
  notes('secrets', `${JSON.stringify(secret)}\n`)
}

/** A client of such a hub. */
export function clientOf(
  { url, adminToken: token }: Pick<RunningHub, 'url' | 'adminToken'>,
  options: Partial<ClientOptions> = {},
): JupyterHub {
  return new JupyterHub({ url, token, ...options })
}

/** Remembers how an error looks when it is printed: no token may be in it. */
export function noteError(error: unknown): void {
  notes('errors', entryMark + inspect(error, { depth: 10, showHidden: true, getters: true }))
}

/** Prints what a trial has found out, at the end of the run. */
export function report(title: string, lines: readonly string[]): void {
  notes('report', [`${version}: ${title}`, ...lines.map((line) => `  ${line}`), ''].join('\n'))
}
