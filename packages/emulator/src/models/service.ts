import type { Service as ServiceModel } from 'jupyterhub-client'
import type { Call } from '../http/call.ts'
import type { Service } from '../state/service.ts'
import type { AccessMap } from './filter.ts'
import { pick, visibleFields } from './filter.ts'

const all = ['kind', 'name', 'admin', 'url', 'prefix', 'command', 'pid', 'info', 'display']

const access: AccessMap = {
  'read:services': all,
  'read:services:name': ['kind', 'name', 'admin'],
  'read:roles:services': ['kind', 'name', 'roles', 'admin'],
}

/** A service as the list of services has it. */
export function serviceModel(call: Call, service: Service): Partial<ServiceModel> {
  const { url, info, display } = service
  const fields = { url, prefix: '', command: [], pid: 0, info, display }
  if (!call.hub.traits.scopes) return { name: service.name, admin: service.admin, ...fields }
  return visible(call, service, fields)
}

/** A service as it is shown as the owner of a token, where the hub looks into its database alone. */
export function ownerServiceModel(call: Call, service: Service): Partial<ServiceModel> {
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

function visible(
  call: Call,
  service: Service,
  fields: Omit<ServiceModel, 'name'>,
): Partial<ServiceModel> {
  const { kind, name, admin } = service
  const roles = [...service.roles].map((role) => role.name)
  return pick({ kind, name, admin, roles, ...fields }, visibleFields(call, access)(service))
}
