import { makeRecorder, replay } from 'testbed'
import type { RecordedAnswer, RecordedExchange } from 'testbed'
import { describe, expect, onTestFinished, test } from 'vitest'
import { startEmulator } from '../src/emulator-hub.ts'
import type { RunningHub } from '../src/make-target.ts'
import { findSecrets } from '../src/secrets.ts'
import { compare, lineOf } from './replay/compare.ts'
import { judge } from './replay/known-differences.ts'
import { askEverything } from './replay/requests/all.ts'
import { makeScene } from './replay/scene.ts'
import { hubVersion, report, realHub } from './trial.ts'

/** One of them below a prefix. */
const baseUrl = hubVersion === '5.5.1' ? '/pfx/' : '/'

describe('a recording', () => {
  test('of the hub is what the emulator answers', async () => {
    const startedAt = performance.now()
    const exchanges = await recordHub()
    const answers = await replayOnEmulator(exchanges)
    const { unknown, known, gone } = judge(hubVersion, compare(exchanges, answers))
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(0)
    const differences = unknown.map(lineOf)
    report(`replay (${seconds} s)`, [
      `${exchanges.length} exchanges compared, ${differences.length} differences`,
      ...known.map((reason) => `known difference: ${reason}`),
      ...differences,
    ])
    expect(differences).toEqual([])
    expect(gone).toEqual([])
  })
})

async function recordHub(): Promise<readonly RecordedExchange[]> {
  const hub = await realHub({ JupyterHub: traits }, true, { baseUrl })
  const recorder = makeRecorder({ url: hub.url, known: knownOf(hub) })
  await askEverything(makeScene(hub, recorder))
  const recording = JSON.stringify(recorder.exchanges)
  expect(findSecrets(hub.secrets, [{ name: 'the recording', text: recording }])).toEqual([])
  return JSON.parse(recording) as RecordedExchange[]
}

async function replayOnEmulator(exchanges: readonly RecordedExchange[]): Promise<RecordedAnswer[]> {
  const emulated = { version: hubVersion, baseUrl, settings, by: 'socket' } as const
  const emulator = await startEmulator(emulated)
  onTestFinished(() => emulator.stop())
  return replay(exchanges, { url: emulator.url, known: knownOf(emulator) })
}

// Tokens are listed by when they were used last: that is not to depend on how fast the machine is.
const settings = { activity_resolution: 3600 }

const traits = {
  ...settings,
  log_level: 'ERROR',
  // A server that starts at once is up by then, however busy the machine is.
  tornado_settings: { slow_spawn_timeout: 3, slow_stop_timeout: 3 },
}

/** What only this hub knows, by names that both have. */
function knownOf({
  tokens,
  password,
  oauthCallback,
}: Pick<RunningHub, 'tokens' | 'password' | 'oauthCallback'>): Record<string, string> {
  const byOwner = Object.entries(tokens).map(([name, token]) => [`token:${name}`, token] as const)
  return { ...Object.fromEntries(byOwner), password, callback: oauthCallback }
}
