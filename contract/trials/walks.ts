import type { JupyterHub } from 'jupyterhub-client'
import { describe, expect, test } from 'vitest'
import type { TrialHub } from './hubs/trial-hub.ts'
import { clientOf, hubVersion, isEmulated, report, trialHub } from './trial.ts'

const people = 2000
const changes = 500
/** So many items are read between one part of the changes and the next. */
const step = 200
const parts = people / step
/** One real hub shows what there is to see; on the others, two walks show that it is the same. */
const isThorough = hubVersion === '5.5.1' && !isEmulated
const runs = isThorough ? 20 : 2

describe('a walk while others delete and create', () => {
  test('gives everyone who stayed, once', { timeout: 900_000 }, async () => {
    const running = await trialHub()
    const hub = clientOf(running)
    const plain: number[] = []
    let stayed = 0
    for (let run = 0; run < runs; run += 1) {
      const { stayers, changePart, finish } = await planChanges(hub, run)
      const [safe, byHand] = await Promise.all([
        walkItems(hub, changePart),
        walkPages(running, changePart),
      ])
      await finish()
      expect(new Set(safe).size).toBe(safe.length)
      expect(missing(stayers, safe)).toEqual([])
      plain.push(missing(stayers, byHand).length)
      stayed += stayers.length
    }
    report(
      `${runs} walks over ${people} users, ${changes} deleted and ${changes} created in each`,
      [
        `hub.users.list(): lost 0 of ${stayed} who stayed, gave none twice`,
        `page by page, at the same time: lost ${plain.join(', ')} (${plain.reduce((a, b) => a + b)} in all)`,
      ],
    )
  })
})

/** Draws who goes, and gives what makes a part of the changes happen, once. */
async function planChanges(hub: JupyterHub, run: number) {
  const present = (await hub.users.list().toArray({ consistent: true })).map(({ name }) => name)
  const more = Array.from({ length: people - present.length }, (_, index) => `p${run}-${index}`)
  if (more.length > 0) await hub.users.createMany(more)
  const everyone = [...present, ...more]
  const shuffled = everyone
    .filter((name) => name !== 'admin')
    .map((name) => ({ name, place: Math.random() }))
    .toSorted((a, b) => a.place - b.place)
  const doomed = shuffled.slice(0, changes).map(({ name }) => name)
  const made: Promise<void>[] = []
  const size = changes / parts
  const change = async (part: number): Promise<void> => {
    const going = doomed.slice(part * size, (part + 1) * size)
    await Promise.all(going.map((name) => hub.users.delete(name)))
    await hub.users.createMany(going.map((_, index) => `n${run}-${part}-${index}`))
  }
  const changePart = (part: number): Promise<void> => {
    if (part < parts) made[part] ??= change(part)
    return made[part] ?? Promise.resolve()
  }
  return {
    stayers: everyone.filter((name) => !doomed.includes(name)),
    changePart,
    finish: () => Promise.all(Array.from({ length: parts }, (_, part) => changePart(part))),
  }
}

async function walkItems(
  hub: JupyterHub,
  changePart: (part: number) => Promise<void>,
): Promise<string[]> {
  const names: string[] = []
  for await (const { name } of hub.users.list()) {
    names.push(name)
    if (names.length % step === 0) await changePart(names.length / step - 1)
  }
  return names
}

/** As scripts do: the hub's own pages, one after the other. */
async function walkPages(
  { apiUrl, adminToken }: TrialHub,
  changePart: (part: number) => Promise<void>,
): Promise<string[]> {
  const headers = {
    authorization: `token ${adminToken}`,
    accept: 'application/jupyterhub-pagination+json',
  }
  const names: string[] = []
  let offset: number | undefined = 0
  for (let part = 0; offset !== undefined; part += 1) {
    const response = await fetch(`${apiUrl}/users?offset=${offset}&limit=${step}`, { headers })
    const page = (await response.json()) as Page | readonly { name: string }[]
    // Hub 1.x knows no pages.
    const { items, _pagination } = 'items' in page ? page : { items: page, _pagination: undefined }
    names.push(...items.map(({ name }) => name))
    offset = _pagination?.next?.offset
    await changePart(part)
  }
  return names
}

interface Page {
  readonly items: readonly { readonly name: string }[]
  readonly _pagination: { readonly next: { readonly offset: number } | null }
}

function missing(stayers: readonly string[], given: readonly string[]): string[] {
  const known = new Set(given)
  return stayers.filter((name) => !known.has(name))
}
