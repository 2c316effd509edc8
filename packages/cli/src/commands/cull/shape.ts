import type { Culled } from '../../cull/carry-out.ts'
import type { Item } from '../../cull/plan.ts'
import { messageOf } from '../../errors/message-of.ts'
import type { Field, Shape } from '../../output/shape.ts'
import { printTarget } from '../server-target.ts'

/** A server as `ada/lab`, or a user's name. */
export const targetOf = ({ owner, server }: Item): string =>
  printTarget({ user: owner.name, name: server?.name ?? '' })

const whole = (seconds: number | undefined): number | undefined =>
  seconds === undefined ? undefined : Math.floor(seconds)

const itemFields: Record<string, Field<Item>> = {
  kind: { of: ({ kind }) => kind },
  target: { of: targetOf },
  action: { of: ({ action }) => action },
  because: { of: ({ because }) => because },
  reason: { of: ({ reason }) => reason },
  user: { of: ({ owner }) => owner.name },
  name: { of: ({ server }) => server?.name },
  groups: { of: ({ owner }) => owner.groups },
  last_activity: { of: ({ owner, server }) => (server ?? owner).last_activity, kind: 'time' },
  started: { of: ({ server }) => server?.started, kind: 'time' },
  idle: { of: ({ idle }) => whole(idle) },
  age: { of: ({ age }) => whole(age) },
}

/** How it is shown what would be culled. */
export const itemShape: Shape<Item> = {
  fields: itemFields,
  columns: ['kind', 'target', 'action', 'reason'],
}

/** How it is shown what was culled. */
export const culledShape: Shape<Culled> = {
  fields: {
    time: { of: timeOf, kind: 'time' },
    outcome: { of: ({ outcome }) => outcome },
    error: { of: ({ error }) => (error === undefined ? undefined : messageOf(error)) },
    ...itemFields,
  },
  columns: ['kind', 'target', 'outcome', 'reason'],
}

/** The same where it goes on for days. */
export const loggedShape: Shape<Culled> = {
  ...culledShape,
  columns: ['time', ...culledShape.columns],
}

/** A moment as logs have it. */
export const stamp = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z')

function timeOf({ at }: Culled): string {
  return stamp(at)
}
