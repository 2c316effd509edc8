import { chanceOf } from '../../trials/interleavings/chance.ts'
import type { Chance } from '../../trials/interleavings/chance.ts'
import type { Age, AgedPerson, HoursAgo, People } from '../idle-culler/people.ts'

const serverCount = 200

/**
 * People with 200 servers of mixed age and state. No age is within three minutes of a tenth of an hour, where limits are.
 *
 * @param seed - The same seed, the same people.
 */
export function crowdOf(seed: number): People {
  const chance = chanceOf(seed)
  const people: Record<string, AgedPerson> = { admin: personOf(chance, { '': serverOf(chance) }) }
  for (let count = 1; count < serverCount;) {
    const names = chance.pick([[''], [''], ['', 'lab'], ['lab'], ['', 'gpu', 'x-y'], []])
    const fitting = names.slice(0, serverCount - count)
    const servers = Object.fromEntries(fitting.map((name) => [name, serverOf(chance)]))
    people[`u-${String(Object.keys(people).length).padStart(3, '0')}`] = personOf(chance, servers)
    count += fitting.length
  }
  return people
}

function personOf(chance: Chance, servers: Record<string, Age>): AgedPerson {
  const created = hoursAgo(chance, 200)
  const active = since(chance, created)
  return { created, active, admin: chance.next() < 0.15, servers }
}

function serverOf(chance: Chance): Age {
  const started = hoursAgo(chance, chance.pick([1, 5, 40]))
  return { started, active: since(chance, started), pending: chance.next() < 0.05 }
}

/** Never, or from now to then. */
const since = (chance: Chance, then: number): HoursAgo =>
  chance.next() < 0.15 ? null : Math.min(then, hoursAgo(chance, chance.pick([0.5, 2, then])))

const hoursAgo = (chance: Chance, most: number): number =>
  Math.floor(chance.next() * most * 10) / 10 + 0.05
