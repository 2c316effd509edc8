import type { Group } from '../state/group.ts'
import type { Server } from '../state/server.ts'
import type { Service } from '../state/service.ts'
import type { User } from '../state/user.ts'
import type { Reach } from './scopes.ts'

/** What a scope may reach. */
export type Entity = User | Group | Service | Server

/** Whether a scope reaches something: by its own name, or by that of its user or a group of the user. */
export function reachesEntity(reach: Reach | undefined, entity: Entity): boolean {
  if (reach === undefined) return false
  if (reach === 'all') return true
  if (entity.kind === 'server') {
    return reach.get('server')?.has(entity.fullName) === true || reachesEntity(reach, entity.user)
  }
  if (reach.get(entity.kind)?.has(entity.name) === true) return true
  const groups = entity.kind === 'user' ? reach.get('group') : undefined
  return groups !== undefined && [...(entity as User).groups].some(({ name }) => groups.has(name))
}
