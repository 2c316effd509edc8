import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { HubError } from '../src/index.ts'
import { fakeHub } from './support/fake-hub.ts'
import { modelHub, visible } from './support/model-hub.ts'
import type { Row } from './support/model-hub.ts'

const rows = fc
  .array(fc.boolean(), { maxLength: 40 })
  .map((hidden) => hidden.map((isHidden, index): Row => ({ name: `u${index}`, hidden: isHidden })))
const shown = fc
  .nat({ max: 30 })
  .map((count) => Array.from({ length: count }, (_, index): Row => ({ name: `u${index}` })))
const size = fc.integer({ min: 1, max: 9 })
const hubShape = fc.record({ maxLimit: size, overlap: fc.nat({ max: 8 }), bare: fc.boolean() })

async function walk<T>(list: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = []
  for await (const item of list) items.push(item)
  return items
}

test('every visible item is given once, in order, whatever the pages look like', async () => {
  await fc.assert(
    fc.asyncProperty(rows, hubShape, size, async (all, shape, limit) => {
      const { hub } = fakeHub(modelHub(all, shape))
      const list = hub.users.list({ limit })
      expect(await walk(list)).toEqual(visible(all))
      expect(await list.toArray()).toEqual(visible(all))
      expect(await list.first()).toEqual(visible(all)[0])
    }),
  )
})

test('pages follow each other to the end, none twice', async () => {
  await fc.assert(
    fc.asyncProperty(rows, hubShape, size, async (all, shape, limit) => {
      const { hub, sent } = fakeHub(modelHub(all, shape))
      const pages = await walk(hub.users.list({ limit }).pages())
      expect(pages.at(-1)?.next).toBeNull()
      const starts = pages.slice(1).map(({ offset }) => offset)
      expect(starts).toEqual(pages.slice(0, -1).map(({ next }) => next?.offset))
      expect(sent).toHaveLength(pages.length)
      const names = new Set(pages.flatMap(({ items }) => items.map(({ name }) => name)))
      expect([...names]).toEqual(visible(all).map(({ name }) => name))
    }),
  )
})

test('max cuts the same list short', async () => {
  await fc.assert(
    fc.asyncProperty(rows, hubShape, fc.nat({ max: 45 }), async (all, shape, max) => {
      const { hub } = fakeHub(modelHub(all, shape))
      expect(await hub.users.list().toArray({ max })).toEqual(visible(all).slice(0, max))
    }),
  )
})

test('offset passes over as many rows', async () => {
  await fc.assert(
    fc.asyncProperty(rows, size, fc.nat({ max: 45 }), async (all, maxLimit, offset) => {
      const { hub } = fakeHub(modelHub(all, { maxLimit }))
      expect(await hub.users.list({ offset }).toArray()).toEqual(visible(all.slice(offset)))
    }),
  )
})

test('whoever was there all the time is in toArray, whoever is deleted meanwhile', async () => {
  const deletions = fc.array(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.nat()), { maxLength: 6 })
  await fc.assert(
    fc.asyncProperty(shown, size, deletions, async (start, maxLimit, planned) => {
      const current = [...start]
      const meanwhile = (live: Row[], request: number): void => {
        for (const [when, place] of planned) {
          if (when === request && live.length > 0) live.splice(place % live.length, 1)
        }
      }
      const { hub } = fakeHub(modelHub(current, { maxLimit, meanwhile }))
      const list = await hub.users
        .list()
        .toArray()
        .catch((error: unknown) => {
          if (HubError.isInstance(error) && error.code === 'unstable') return undefined
          throw error
        })
      const names = list?.map(({ name }) => name)
      expect(names ?? current.map(({ name }) => name)).toEqual(
        expect.arrayContaining(current.map(({ name }) => name)),
      )
      expect(new Set(names).size).toBe(names?.length ?? 0)
    }),
  )
})

test('whoever was there all the time is given once when others come in before them', async () => {
  const arrivals = fc.array(fc.integer({ min: 1, max: 8 }), { maxLength: 9 })
  await fc.assert(
    fc.asyncProperty(shown, size, arrivals, async (start, maxLimit, planned) => {
      const meanwhile = (live: Row[], request: number): void => {
        for (const when of planned) {
          if (when === request) live.unshift({ name: `new${live.length}` })
        }
      }
      const { hub } = fakeHub(modelHub([...start], { maxLimit, meanwhile }))
      const names = (await walk(hub.users.list({ sort: '-id' }))).map(({ name }) => name)
      expect(names.filter((name) => name.startsWith('u'))).toEqual(start.map(({ name }) => name))
      expect(new Set(names).size).toBe(names.length)
    }),
  )
})
