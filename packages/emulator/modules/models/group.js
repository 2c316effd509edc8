import { pick, visibleFields } from './filter.js'
const access = {
  'read:groups': ['kind', 'name', 'properties', 'users'],
  'read:groups:name': ['kind', 'name'],
  'read:roles:groups': ['kind', 'name', 'roles'],
}
/** A group as far as the requester's scopes show it. */
export function groupModel(call, group) {
  const { traits } = call.hub
  const names = {
    kind: 'group',
    name: group.name,
    users: [...group.users].map(({ name }) => name),
  }
  if (!traits.scopes) return names
  const roles = [...group.roles].map(({ name }) => name)
  const properties = traits.groupProperties ? { properties: group.properties } : {}
  return pick({ ...names, ...properties, roles }, visibleFields(call, access)(group))
}
//# sourceMappingURL=group.js.map
