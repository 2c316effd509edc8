import { isDict } from '../python/repr.js'
import { isoformat } from '../python/time.js'
/** Shows, saves and deletes files, which are there as long as the server is. */
export function answerContents(hub, { spawner }, { method, path, body }) {
  const files = spawner?.notebook.files ?? new Map()
  const name = path.split('/').slice(1).join('/').replace(/\/$/, '')
  if (method === 'PUT') {
    const status = files.has(name) ? 200 : 201
    const file = fileFrom(body, hub.clock.now())
    files.set(name, file)
    return { status, value: { ...modelOf(name, file), content: null } }
  }
  if (name === '') return { status: 200, value: directory('', files) }
  const file = files.get(name)
  if (file === undefined) {
    const message = `No such file or directory: ${name}`
    return { status: 404, value: { message, reason: null } }
  }
  if (method !== 'DELETE') {
    return {
      status: 200,
      value: file.type === 'directory' ? directory(name, files) : modelOf(name, file),
    }
  }
  files.delete(name)
  return { status: 204 }
}
function fileFrom(body, modified) {
  const { type = 'file', format = null, content = null } = isDict(body) ? body : {}
  return {
    type: String(type),
    format: typeof format === 'string' ? format : null,
    content,
    modified,
  }
}
function modelOf(path, { type, format, content, modified }) {
  const time = isoformat(modified)
  const name = path.split('/').at(-1) ?? ''
  const times = { created: time, last_modified: time }
  return { name, path, type, format, content, writable: true, mimetype: null, ...times }
}
/** Files right below a directory, without what is in them. */
function directory(path, files) {
  const inside = [...files].filter(([name]) => parentOf(name) === path)
  return {
    ...modelOf(path, { type: 'directory', format: 'json', content: null, modified: 0 }),
    content: inside.map(([name, file]) => modelOf(name, without(file))),
  }
}
const without = ({ type, modified }) => ({
  type,
  format: null,
  content: null,
  modified,
})
const parentOf = (path) => path.split('/').slice(0, -1).join('/')
//# sourceMappingURL=contents.js.map
