import type { Verb } from '../../command.ts'
import { usageError } from '../../errors/cli-error.ts'
import { harmlessJson } from '../../output/harmless.ts'
import { readJson } from '../json-input.ts'
import { bodyOf, queryOf } from './fields.ts'
import { walkPages } from './pages.ts'

/** What `jhub api` takes. */
export interface ApiFlags {
  readonly field?: readonly string[] | undefined
  readonly input?: string | undefined
  readonly paginate?: boolean | undefined
}

/** Sends a request of one's own, and shows what the hub answers. */
export const api: Verb<ApiFlags, [method: string, path: string]> = async (stage, given, whole) => {
  const { io, hub, out, flags, signal } = stage
  const method = given.toUpperCase()
  const { field = [], input, paginate = false } = flags
  if (!whole.startsWith('/')) throw usageError('the path begins with /', 'Such as /users/ada.')
  if (input !== undefined && field.length > 0) throw usageError('say --field or --input, not both')
  const path = belowApi(whole, hub.apiUrl)
  const indent = io.stdout.isTTY ? 2 : undefined
  const show = (value: unknown) =>
    io.stdout.write(typeof value === 'string' ? value : `${harmlessJson(value, indent)}\n`)
  if (method === 'GET') {
    if (input !== undefined) throw usageError('a GET has no body')
    const query = queryOf(field)
    if (paginate) return show(await walkPages(hub, path, query, signal))
    return showAnswer(await hub.request({ method, path, query }, { signal }), show)
  }
  if (paginate) throw usageError('only a GET has pages')
  const body = input === undefined ? bodyOf(field) : await readJson(io, input)
  showAnswer(await hub.request({ method, path, body }, { signal }), show)
  out.note(`${method} ${path}: done`)
}

function showAnswer(value: unknown, show: (value: unknown) => void): void {
  if (value !== undefined) show(value)
}

/** The path may begin as those of the hub's documentation do, with `/hub/api`, or as they stand on this hub. */
function belowApi(path: string, apiUrl: string): string {
  for (const base of [new URL(apiUrl).pathname, '/hub/api']) {
    if (path === base) return '/'
    if (path.startsWith(`${base}/`)) return path.slice(base.length)
  }
  return path
}
