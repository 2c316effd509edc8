import { HttpError, crash } from '../http/errors.js'
import { isDict, repr, reprType, typeName } from '../python/repr.js'
/** Fields of a user in a body. */
export const userFields = ({ scopes }) => ({
  name: 'str',
  admin: 'bool',
  groups: 'list',
  auth_state: 'dict',
  ...(scopes && { roles: 'list' }),
})
/** Fields of a group in a body. */
export const groupFields = ({ scopes }) => ({
  name: 'str',
  users: 'list',
  ...(scopes && { roles: 'list' }),
})
/** Fields of a service in a body. */
export const serviceFields = {
  name: 'str',
  admin: 'bool',
  url: 'str',
  oauth_client_allowed_scopes: 'list',
  api_token: 'str',
  info: 'dict',
  display: 'bool',
  oauth_no_confirm: 'bool',
  command: 'list',
  cwd: 'str',
  environment: 'dict',
  user: 'str',
  oauth_client_id: 'str',
  oauth_redirect_uri: 'str',
}
/**
 * Reads a body that is to have these fields and no others, any of them or none.
 *
 * @throws {@link HttpError} 400.
 */
export function checkModel(model, types, name) {
  if (!isDict(model)) throw new HttpError(400, `Invalid JSON data: ${repr(model)}`)
  if (!Object.keys(model).every((key) => Object.hasOwn(types, key))) {
    throw new HttpError(400, `Invalid JSON keys: ${repr(model)}`)
  }
  for (const [key, value] of Object.entries(model)) {
    if (typeName(value) !== types[key]) {
      const wanted = `<class '${types[key]}'>`
      throw new HttpError(400, `${name}.${key} must be ${wanted}, not: ${reprType(value)}`)
    }
  }
  return model
}
/**
 * Goes through a value as Python would: a text is a list of its characters, an object of its keys.
 *
 * @throws {@link HttpError} 500 for what is no text in it, or no list at all.
 */
export function iterateNames(value) {
  const items = typeof value === 'string' ? Array.from(value) : keysOf(value)
  return items.map((item) => {
    if (typeof item !== 'string') throw crash()
    return item
  })
}
function keysOf(value) {
  if (Array.isArray(value)) return value
  if (isDict(value)) return Object.keys(value)
  throw crash()
}
//# sourceMappingURL=check.js.map
