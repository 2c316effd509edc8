import type { Hub } from '../hub.ts'
import { isDict } from '../python/repr.ts'
import type { Moment } from '../python/time.ts'
import { isoformat } from '../python/time.ts'
import type { Server } from '../state/server.ts'
import type { NotebookAnswer, NotebookRequest } from './notebook.ts'

/** A file, or a directory, that has been saved. */
export interface SavedFile {
  readonly type: string
  readonly format: string | null
  readonly content: unknown
  readonly modified: Moment
}

/** Shows, saves and deletes files, which are there as long as the server is. */
export function answerContents(
  hub: Hub,
  { spawner }: Server,
  { method, path, body }: NotebookRequest,
): NotebookAnswer {
  const files = spawner?.notebook.files ?? new Map<string, SavedFile>()
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

function fileFrom(body: unknown, modified: Moment): SavedFile {
  const { type = 'file', format = null, content = null } = isDict(body) ? body : {}
  return {
    type: String(type),
    format: typeof format === 'string' ? format : null,
    content,
    modified,
  }
}

function modelOf(path: string, { type, format, content, modified }: SavedFile): object {
  const time = isoformat(modified)
  const name = path.split('/').at(-1) ?? ''
  const times = { created: time, last_modified: time }
  return { name, path, type, format, content, writable: true, mimetype: null, ...times }
}

/** Files right below a directory, without what is in them. */
function directory(path: string, files: ReadonlyMap<string, SavedFile>): object {
  const inside = [...files].filter(([name]) => parentOf(name) === path)
  return {
    ...modelOf(path, { type: 'directory', format: 'json', content: null, modified: 0 }),
    content: inside.map(([name, file]) => modelOf(name, without(file))),
  }
}

const without = ({ type, modified }: SavedFile): SavedFile => ({
  type,
  format: null,
  content: null,
  modified,
})

const parentOf = (path: string): string => path.split('/').slice(0, -1).join('/')
