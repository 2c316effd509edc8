// Bundled before it runs: the story is TypeScript.
import { emulate } from '../../examples/demo/emulated.ts'
import { playStory } from '../../examples/demo/story.ts'
import { answer, settings } from './process.mjs'

/** Tells nobody. */
const screen = { heading() {}, detail() {}, progress() {}, step: (_what, work) => work() }

async function play() {
  const { emulated, hub } = emulate()
  await playStory(hub, screen, new AbortController().signal)
  const { size } = emulated.state.users
  if (size !== 0) throw new Error(`a story left ${size} users`)
}

async function seconds(count) {
  globalThis.gc()
  const start = performance.now()
  await Promise.all(Array.from({ length: count }, play))
  return (performance.now() - start) / 1000
}

const samples = { one: [], many: [] }
// The first has all of its code to load.
await seconds(1)
for (let round = 0; round < settings.rounds; round += 1) {
  samples.one.push(await seconds(1))
  samples.many.push(await seconds(settings.count))
}
answer(samples)
