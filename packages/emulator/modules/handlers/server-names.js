import { HttpError } from '../http/errors.js'
import { repr } from '../python/repr.js'
/**
 * Refuses a named server that there may not be.
 *
 * @throws {@link HttpError} 400.
 */
export function checkServerName({ hub }, user, name, { displayName, limited = true }) {
  const { allow_named_servers, named_server_limit_per_user: limit } = hub.config
  if (!allow_named_servers) throw new HttpError(400, 'Named servers are not enabled.')
  const isNew = !user.servers.has(name)
  if (limited && isNew && limit > 0 && limit <= namedServers(user)) throw tooMany(user, limit)
  if (!hub.traits.serverResource) return
  if (isNew && !isSlug(name)) throw new HttpError(400, `Invalid server_name: ${repr(name)}`)
  if (isNew && !isDisplayName(displayName)) {
    throw new HttpError(400, `Invalid display_name: ${repr(displayName.normalize('NFC'))}`)
  }
}
const namedServers = ({ servers }) => [...servers.keys()].filter((name) => name !== '').length
const tooMany = (user, limit) =>
  new HttpError(
    400,
    `User ${user.name} already has the maximum of ${limit} named servers.` +
      '  One must be deleted before a new server can be created',
  )
/** Up to 30 small letters, digits and single hyphens, the first a letter, and the last none of the hyphens. */
const isSlug = (name) => name.length <= 30 && /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name)
/** Up to 255 signs that can be seen, and single spaces between them. */
function isDisplayName(name) {
  const text = name.normalize('NFC')
  return (
    Array.from(text).length <= 255 &&
    /^[\p{L}\p{M}\p{N}\p{P}\p{S}]+(?: [\p{L}\p{M}\p{N}\p{P}\p{S}]+)*$/u.test(text) &&
    !/\p{Me}/u.test(text)
  )
}
//# sourceMappingURL=server-names.js.map
