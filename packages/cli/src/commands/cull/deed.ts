import type { Item } from '../../cull/plan.ts'
import type { Policy } from '../../cull/policy.ts'
import { spanOf } from '../../duration.ts'
import { namesOf } from '../../prompt/names.ts'
import { targetOf } from './shape.ts'

const deeds = {
  stop: 'stop the servers',
  remove: 'stop and delete the servers',
  delete: 'delete the users',
} as const

/** What is about to be done with these, for the question before it. Who is deleted does not come back: everyone is named. */
export function deedOf(doomed: readonly Item[]): string {
  const parts: string[] = []
  for (const [action, deed] of Object.entries(deeds)) {
    const some = doomed.filter((item) => item.action === action)
    const print = action === 'delete' ? (names: readonly string[]) => names.join(', ') : namesOf
    const idle = some.filter(({ because }) => because !== 'max_age').map(targetOf)
    const old = some.filter(({ because }) => because === 'max_age').map(targetOf)
    if (idle.length > 0) parts.push(`${deed} ${print(idle)}`)
    if (old.length > 0) parts.push(`${deed} ${print(old)}, which are too old, in use or not`)
  }
  return parts.join('; ')
}

/** What is about to be done again and again. */
export function deedOfAll({ timeout, maxAge, users, removeNamed, rules }: Policy): string {
  const age = maxAge > 0 ? `, and those that are up for ${spanOf(maxAge)}, in use or not` : ''
  const made = maxAge > 0 ? `, and those who were made ${spanOf(maxAge)} ago` : ''
  return [
    `stop servers that are idle for ${spanOf(timeout)}${age}`,
    ...(removeNamed ? ['delete the named ones of these'] : []),
    ...(users ? [`delete users who are idle for as long${made}`] : []),
    ...(rules.size > 0 ? ['go by the rules of groups'] : []),
  ].join('; ')
}
