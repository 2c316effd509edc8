import type { Hub } from '../hub.ts'
import type { User } from '../state/user.ts'

/** The user whom a request's cookies name, if they are the hub's own and still good. */
export function cookieUser(_hub: Hub, _request: Request): User | null {
  return null
}
