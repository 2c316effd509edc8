import type { Group as GroupModel } from 'jupyterhub-client'
import type { Call } from '../http/call.ts'
import type { Group } from '../state/group.ts'
import type { AccessMap } from './filter.ts'
import { pick, visibleFields } from './filter.ts'

const access: AccessMap = {
  'read:groups': ['kind', 'name', 'properties', 'users'],
  'read:groups:name': ['kind', 'name'],
  'read:roles:groups': ['kind', 'name', 'roles'],
}

/** A group as far as the requester's scopes show it. */
export function groupModel(call: Call, group: Group): Partial<GroupModel> {
  const { traits } = call.hub
  const names: GroupModel = {
    kind: 'group',
    name: group.name,
    users: [...group.users].map(({ name }) => name),
  }
  if (!traits.scopes) return names
  const roles = [...group.roles].map(({ name }) => name)
  const properties = traits.groupProperties ? { properties: group.properties } : {}
  return pick({ ...names, ...properties, roles }, visibleFields(call, access)(group))
}
