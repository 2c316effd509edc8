/** Whether a scope reaches something: by its own name, or by that of its user or a group of the user. */
export function reachesEntity(reach, entity) {
  if (reach === undefined) return false
  if (reach === 'all') return true
  if (entity.kind === 'server') {
    return reach.get('server')?.has(entity.fullName) === true || reachesEntity(reach, entity.user)
  }
  if (reach.get(entity.kind)?.has(entity.name) === true) return true
  const groups = entity.kind === 'user' ? reach.get('group') : undefined
  return groups !== undefined && [...entity.groups].some(({ name }) => groups.has(name))
}
//# sourceMappingURL=reach.js.map
