import { reachesEntity } from '../auth/reach.js'
/** What a requester's scopes show of things of a kind. */
export function visibleFields(call, access) {
  const held = Object.keys(access).filter((scope) => call.reach(scope) !== undefined)
  if (held.every((scope) => call.reach(scope) === 'all')) {
    const fields = fieldsOf(access, held)
    return () => fields
  }
  return (entity) =>
    fieldsOf(
      access,
      held.filter((scope) => reachesEntity(call.reach(scope), entity)),
    )
}
const caches = new WeakMap()
/** The same few sets of fields are shown of 200 users at a time. */
function fieldsOf(access, scopes) {
  const cache = caches.get(access) ?? new Map()
  caches.set(access, cache)
  const key = scopes.join()
  const fields = cache.get(key) ?? new Set(scopes.flatMap((scope) => access[scope] ?? []))
  cache.set(key, fields)
  return fields
}
/** A model with those of its fields that are visible. */
export function pick(model, fields) {
  const names = Object.keys(model)
  if (names.every((name) => fields.has(name))) return model
  const picked = {}
  for (const name of names) if (fields.has(name)) picked[name] = model[name]
  return picked
}
//# sourceMappingURL=filter.js.map
