import { isDict } from '../python/repr.js'
/** A name as a login makes it. */
export const normalizeUsername = (name) => name.toLowerCase()
/** Whether a user may be called that. */
export const isValidUsername = ({ traits }, name) =>
  name !== '' && !name.includes('/') && (!traits.trimmedNames || name === name.trim())
/**
 * The user, who has to exist, whose name and password these are.
 *
 * @param data - `{ username, password }`; anything else is nobody's.
 */
export function authenticate({ state, config }, data) {
  if (!isDict(data) || typeof data['username'] !== 'string') return undefined
  const user = state.users.get(normalizeUsername(data['username']))
  const password = user?.password ?? config.password
  return password === '' || password === data['password'] ? user : undefined
}
//# sourceMappingURL=authenticator.js.map
