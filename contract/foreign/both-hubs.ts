import { startHub } from 'testbed'
import { afterAll, expect } from 'vitest'
import { startEmulator } from '../src/emulator-hub.ts'
import type { RunningHub } from '../src/make-target.ts'
import { hubVersion, noteSecret } from '../trials/trial.ts'

// One of them below a prefix.
const baseUrl = hubVersion === '5.5.1' ? '/pfx/' : '/'

// A busy machine takes its time over a stop, which is to be answered when it is over.
const tornado_settings = { slow_spawn_timeout: 1, slow_stop_timeout: 10 }
const real = await startHub({
  version: hubVersion,
  baseUrl,
  config: { JupyterHub: { tornado_settings } },
})
afterAll(() => real.stop())
const emulated = await startEmulator({
  version: hubVersion,
  baseUrl,
  settings: {},
  by: 'socket',
})
afterAll(() => emulated.stop())
for (const secret of [...real.secrets, ...emulated.secrets]) noteSecret(secret)

/** Has a story happen on a real hub and on an emulated one of the same version, and expects it to be told in the same words. */
export async function onBoth<T>(story: (hub: RunningHub) => Promise<T>): Promise<T> {
  const told = await story(real)
  expect(await story(emulated)).toEqual(told)
  return told
}
