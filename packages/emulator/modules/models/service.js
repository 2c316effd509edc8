import { pick, visibleFields } from './filter.js'
const all = ['kind', 'name', 'admin', 'url', 'prefix', 'command', 'pid', 'info', 'display']
const access = {
  'read:services': all,
  'read:services:name': ['kind', 'name', 'admin'],
  'read:roles:services': ['kind', 'name', 'roles', 'admin'],
}
/** A service as the list of services has it. */
export function serviceModel(call, service) {
  const { url, info, display } = service
  const fields = { url, prefix: '', command: [], pid: 0, info, display }
  if (!call.hub.traits.scopes) return { name: service.name, admin: service.admin, ...fields }
  return visible(call, service, fields)
}
/** A service as it is shown as the owner of a token, where the hub looks into its database alone. */
export function ownerServiceModel(call, service) {
  const { traits } = call.hub
  const { kind, name, admin } = service
  if (!traits.scopes) return { kind, name, admin }
  if (!traits.unsetServiceFieldsAreNull) {
    return visible(call, service, {
      url: '',
      prefix: '',
      command: '',
      pid: 0,
      info: '',
      display: '',
    })
  }
  const unset = { url: null, info: null, display: null }
  const { url, info, display } = service.fromConfig ? unset : service
  return visible(call, service, { url, prefix: '', command: [], pid: 0, info, display })
}
function visible(call, service, fields) {
  const { kind, name, admin } = service
  const roles = [...service.roles].map((role) => role.name)
  return pick({ kind, name, admin, roles, ...fields }, visibleFields(call, access)(service))
}
//# sourceMappingURL=service.js.map
