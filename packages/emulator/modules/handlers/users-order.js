import { HttpError } from '../http/errors.js'
/**
 * The order that a list of users is asked for in; `undefined`: that of their ids, which they are in.
 *
 * @throws {@link HttpError} 400.
 */
export function compareUsers(call) {
  if (!call.hub.traits.sort) return undefined
  const asked = call.argument('sort') ?? 'id'
  const descending = asked.startsWith('-')
  const compare = orders[descending ? asked.slice(1) : asked]
  if (compare === undefined) {
    throw new HttpError(400, `sort must be 'id', 'name', or 'last_activity', not '${asked}'`)
  }
  if (asked === 'id') return undefined
  return descending ? (one, other) => compare(other, one) : compare
}
/** Those who never were active come before the others, and last if the order is turned round. */
const orders = {
  id: (one, other) => one.id - other.id,
  name: (one, other) => compareText(one.name, other.name),
  last_activity: (one, other) => (one.lastActivity ?? 0) - (other.lastActivity ?? 0),
}
/** By code points, as databases do. */
function compareText(one, other) {
  const [first, second] = [Array.from(one), Array.from(other)]
  const index = first.findIndex((sign, place) => sign !== second[place])
  if (index === -1) return first.length - second.length
  return (first[index]?.codePointAt(0) ?? 0) - (second[index]?.codePointAt(0) ?? -1)
}
//# sourceMappingURL=users-order.js.map
