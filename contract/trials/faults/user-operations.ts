import type { CreatedUser, User } from 'jupyterhub-client'
import type { Exchange } from 'testbed'
import { operation, userOf } from './scene.ts'
import type { Ending, Operation, Scene } from './scene.ts'

const pageSize = 40

async function checkList(
  { straight }: Scene,
  everyone: readonly string[],
  ending: Ending<User[]>,
): Promise<string[]> {
  if ('error' in ending) return []
  const listed = ending.value.map(({ name }) => name)
  const now = (await straight.users.list().toArray()).map(({ name }) => name)
  // Nobody comes or goes meanwhile, or this would say nothing.
  if (now.join() !== everyone.join()) return ['the users of the hub have changed']
  return listed.join() === everyone.join()
    ? []
    : [`listed ${listed.length} of ${everyone.length}, ${new Set(listed).size} of them different`]
}

async function checkCreate(
  scene: Scene,
  _: unknown,
  ending: Ending<User>,
  exchanges: readonly Exchange[],
): Promise<string[]> {
  const exists = (await userOf(scene, newUserOf(scene))) !== undefined
  if ('value' in ending) {
    const isSame = ending.value.name === newUserOf(scene)
    return exists && isSame ? [] : ['resolved, and the user does not exist']
  }
  const wasCreated = exchanges.some(({ status }) => status === 201)
  return exists === wasCreated ? [] : [`it ${exists ? 'exists' : 'does not exist'}`]
}

const newUserOf = ({ row }: Scene): string => `created-${row}`

interface Batch {
  readonly fresh: readonly string[]
  readonly existing: string
  readonly invalid: string
}

const namesOf = ({ fresh: [first = '', ...rest], existing, invalid }: Batch): string[] => [
  first,
  existing,
  invalid,
  ...rest,
]

async function checkBatch(
  scene: Scene,
  batch: Batch,
  ending: Ending<CreatedUser[]>,
): Promise<string[]> {
  if ('error' in ending) return []
  const found = await Promise.all(
    ending.value.map(async (one) => falsehoodIn(one, batch, (await userOf(scene, one.name))?.name)),
  )
  const names = ending.value.map(({ name }) => name)
  const isWhole = names.join() === namesOf(batch).join()
  return [...found.flat(), ...(isWhole ? [] : [`outcomes of ${names.join()}`])]
}

function falsehoodIn(
  { name, outcome, user, uncertain }: CreatedUser,
  { fresh, existing, invalid }: Batch,
  found: string | undefined,
): string[] {
  // `created` is always sure; that it existed can be said of a new name only if that is uncertain.
  const isTrue = {
    created: fresh.includes(name) && user?.name === name && uncertain === undefined,
    existed: name === existing || (fresh.includes(name) && uncertain === true),
    invalid: name === invalid,
  }[outcome]
  const exists = found === name
  return isTrue && exists === (outcome !== 'invalid') ? [] : [`${name}: ${outcome}`]
}

/** The hub refuses the batch for the invalid name first, then makes the rest. */
const creatingMany = (which: '1st' | '2nd'): Operation =>
  operation<Batch, CreatedUser[]>({
    name: `create many, ${which}`,
    aim: () => ({ method: 'POST', path: /\/users$/, skip: which === '1st' ? 0 : 1 }),
    needs: 2,
    async prepare({ straight, row }) {
      const prefix = `many-${which}-${row}`
      const batch = {
        fresh: ['a', 'b', 'c'].map((letter) => `${prefix}-${letter}`),
        existing: `${prefix}-old`,
        invalid: `${prefix}/no`,
      }
      await straight.users.create(batch.existing)
      return batch
    },
    run: ({ client }, batch) => client.users.createMany(namesOf(batch)),
    contradictions: checkBatch,
  })

/** Must come before those that make users. */
export const listing: Operation = operation<readonly string[], User[]>({
  name: 'list',
  // Hub 1.5 knows no pages.
  aim: ({ version, row }) => ({ path: /\/users\?/, skip: version.startsWith('1.') ? 0 : row % 3 }),
  prepare: async ({ straight }) => (await straight.users.list().toArray()).map(({ name }) => name),
  run: ({ client }) => client.users.list({ limit: pageSize }).toArray(),
  contradictions: checkList,
})

/** What makes users. */
export const userOperations: readonly Operation[] = [
  operation<void, User>({
    name: 'create',
    aim: (scene) => ({ method: 'POST', path: new RegExp(`/users/${newUserOf(scene)}$`) }),
    once: true,
    prepare: async () => {},
    run: (scene) => scene.client.users.create(newUserOf(scene)),
    contradictions: checkCreate,
  }),
  creatingMany('1st'),
  creatingMany('2nd'),
]
