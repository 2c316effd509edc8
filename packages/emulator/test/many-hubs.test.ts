import { expect, test } from 'vitest'
import { emulate } from '../../../examples/demo/emulated.ts'
import type { Screen } from '../../../examples/demo/screen.ts'
import { playStory } from '../../../examples/demo/story.ts'

/** Remembers what the steps told. */
function listener(): { readonly screen: Screen; readonly told: Map<string, string> } {
  const told = new Map<string, string>()
  const screen: Screen = {
    heading() {},
    detail() {},
    progress() {},
    async step(what, work, tell = () => '') {
      const result = await work()
      told.set(what, tell(result))
      return result
    },
  }
  return { screen, told }
}

async function play() {
  const { emulated, hub } = emulate()
  const { screen, told } = listener()
  await playStory(hub, screen, new AbortController().signal)
  const created = told.get('3 people created in one request')?.split(', ') ?? []
  return { emulated, told, created }
}

test('twenty hubs in a process play the story of the demo at once, and know nothing of each other', async () => {
  const stories = await Promise.all(Array.from({ length: 20 }, play))
  const everyone = stories.flatMap(({ created }) => created)
  expect(new Set(everyone).size).toBe(60)
  for (const { emulated, told, created } of stories) {
    expect(told.get('everyone listed, page after page')).toBe('3 users')
    expect(told.has('3 people deleted')).toBe(true)
    expect(emulated.state.users.size).toBe(0)
    expect(emulated.state.groups.size).toBe(0)
    emulated.assertUnderstood()
    const asked = JSON.stringify(emulated.requests)
    expect(created.every((name) => asked.includes(name))).toBe(true)
    const others = everyone.filter((name) => !created.includes(name))
    expect(others.filter((name) => asked.includes(name))).toEqual([])
  }
})
