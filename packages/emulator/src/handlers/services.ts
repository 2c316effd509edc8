import type { Call } from '../http/call.ts'
import { HttpError, crash } from '../http/errors.ts'
import { empty, json } from '../http/reply.ts'
import type { Reply } from '../http/reply.ts'
import type { Route } from '../http/route.ts'
import { checkModel, serviceFields } from '../models/check.ts'
import { serviceModel } from '../models/service.ts'
import { isDict, isTruthy } from '../python/repr.ts'
import type { Service } from '../state/service.ts'
import { checkExcess } from './token-request.ts'

function listServices(call: Call): Reply {
  const reach = call.reach('list:services') ?? 'all'
  const shown = call.hub.state.services.all.filter(
    ({ name }) => reach === 'all' || reach.get('service')?.has(name),
  )
  return json(
    Object.fromEntries(shown.map((service) => [service.name, serviceModel(call, service)])),
  )
}

function getService(call: Call): Reply {
  const name = call.param('service')
  const service = call.hub.state.services.get(name)
  if (service !== undefined) return json(serviceModel(call, service))
  if (call.hub.traits.unknownServiceCrashes) throw crash()
  throw new HttpError(404, `No such service: ${name}`)
}

function createService(call: Call): Reply {
  const { state } = call.hub
  const name = call.param('service')
  const body = call.json()
  if (state.services.get(name) !== undefined) {
    throw new HttpError(409, `Service ${name} already exists`)
  }
  if (!isDict(body) || !isTruthy(body)) throw new HttpError(400, 'Invalid service data')
  const spec = checkModel({ ...body, name }, serviceFields, 'service')
  checkSpec(call, spec)
  const service = state.addService(name, spec['admin'] === true)
  fill(service, spec)
  addToken(call, service, spec['api_token'])
  return json(serviceModel(call, service), { status: 201 })
}

type Spec = Readonly<Record<string, unknown>>

function checkSpec(call: Call, spec: Spec): void {
  const { requester, hub } = call
  const admin = spec['admin'] === true ? (hub.state.roles.get('admin')?.scopes ?? []) : []
  const client = (spec['oauth_client_allowed_scopes'] ?? []) as string[]
  if (requester !== null) checkExcess(hub, requester.owner, [...admin, ...client])
  if (isTruthy(spec['command'])) {
    throw new HttpError(400, `Can not create managed service ${call.param('service')} at runtime`)
  }
}

function fill(service: Service, spec: Spec): void {
  const { url = '', info = {}, display = true, oauth_no_confirm = false } = spec
  const { oauth_redirect_uri = null, oauth_client_allowed_scopes = [] } = spec
  const { oauth_client_id = `service-${service.name}` } = spec
  Object.assign(service, {
    url,
    info,
    display,
    oauthNoConfirm: oauth_no_confirm,
    oauthRedirectUri: oauth_redirect_uri,
    oauthClientId: oauth_client_id,
    oauthClientAllowedScopes: oauth_client_allowed_scopes,
  })
}

/** A token that is too short is found out only when the service is there already. */
function addToken({ hub }: Call, owner: Service, secret: unknown): void {
  if (typeof secret !== 'string' || secret === '') return
  if (secret.length < 8) throw crash()
  hub.state.tokens.create({ owner, secret, scopes: ['inherit'] })
}

function deleteService(call: Call): Reply {
  const name = call.param('service')
  const service = call.hub.state.services.get(name)
  if (service === undefined) throw new HttpError(404, `Service ${name} does not exist`)
  if (service.fromConfig) {
    throw new HttpError(405, `Service ${name} is not modifiable at runtime`)
  }
  call.hub.state.deleteService(service)
  return empty(200)
}

const path = '/hub/api/services/{service}'
const admin = { scopes: ['admin:services'], on: 'service' } as const

/** Requests about services. */
export const serviceRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/hub/api/services',
    guard: { scopes: ['list:services'], some: true },
    handle: listServices,
  },
  {
    method: 'GET',
    path,
    guard: {
      scopes: ['read:services', 'read:services:name', 'read:roles:services'],
      on: 'service',
      orSelf: true,
    },
    handle: getService,
  },
  { method: 'POST', path, needs: 'serviceChanges', guard: admin, handle: createService },
  {
    method: 'DELETE',
    path,
    needs: 'serviceChanges',
    guard: admin,
    bodiless: true,
    handle: deleteService,
  },
]
