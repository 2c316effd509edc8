import { inspect } from 'node:util'
import { JupyterHub } from 'jupyterhub-client'
import type { ClientOptions } from 'jupyterhub-client'
import type { HubConfig } from 'testbed'
import { inject, onTestFinished } from 'vitest'
import '../src/project-hub.ts'
import { entryMark, openNotes } from '../src/results.ts'
import { startReal } from './hubs/real.ts'
import type { RealHub } from './hubs/real.ts'
import type { TrialHub, TrialSettings } from './hubs/trial-hub.ts'

const { version, label = `trials ${version}`, by, briefly = false } = inject('contractHub')
const notes = openNotes(label)

/** Version of the hub that the trials of this project run on. */
export const hubVersion: string = version

/** Whether only that is tried in which versions differ. */
export const isBrief: boolean = briefly

/** Whether that is an emulated one. */
export const isEmulated: boolean = by !== undefined

/** Starts a hub for one trial, which is stopped when the trial is over. */
export async function trialHub(
  config: HubConfig = {},
  seeded = false,
  more: Partial<TrialSettings> = {},
): Promise<TrialHub> {
  if (!isEmulated) return realHub(config, seeded, more)
  const { startEmulated } = await import('./hubs/emulated.ts')
  return ofThisTrial(await startEmulated(version, { ...defaults, config, seeded, ...more }))
}

/** The same for a trial that needs a real hub. */
export async function realHub(
  config: HubConfig = {},
  seeded = false,
  more: Partial<TrialSettings> = {},
): Promise<RealHub> {
  return ofThisTrial(await startReal(version, { ...defaults, config, seeded, ...more }))
}

const defaults = { baseUrl: '/', lines: '' }

function ofThisTrial<H extends TrialHub>(hub: H): H {
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
  { url, adminToken: token }: Pick<TrialHub, 'url' | 'adminToken'>,
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
  notes('report', [`${label}: ${title}`, ...lines.map((line) => `  ${line}`), ''].join('\n'))
}
