import type { FilterKind } from '../auth/scopes.ts'
import type { Trait } from '../versions.ts'
import type { Call } from './call.ts'
import type { Reply } from './reply.ts'

/** Answers a request that was let through. It throws an `HttpError` for what is not well. */
export type Handler = (call: Call) => Reply | Promise<Reply>

/** Who is let through to a handler. */
export interface Guard {
  /** Any one of these scopes will do. */
  readonly scopes: readonly string[]
  /** What a scope with a filter has to reach, by the names in the path; absent: everything. */
  readonly on?: FilterKind
  /** The server that is looked for where the path names none: the default one unless given. */
  readonly server?: string
  /** Any filter will do: the handler shows only what it reaches. */
  readonly some?: boolean
  /** Hub 1.x lets in the user, or the service, of the path besides admins. */
  readonly orSelf?: boolean
}

/** What a hub does for one method and path. */
export interface Route {
  readonly method: string
  /**
   * Below the hub's base URL. `{user}` is a name in a single segment, `{server?}` one that may be empty, and `{path*}`, at
   * the end, all that is left.
   */
  readonly path: string
  /** Trait of the hubs that have it; absent: all do. */
  readonly needs?: Trait
  /** Trait of the hubs that do not have it. */
  readonly unless?: Trait
  /** Absent: the handler sees to it. */
  readonly guard?: Guard
  /** A page for people below `/hub/api/`: errors are pages, too. */
  readonly page?: boolean
  /** Whether a page takes tokens, as only metrics do; the API always does. */
  readonly tokens?: boolean
  /** What the API answers with, if not JSON. */
  readonly contentType?: string
  /** A page for those who are logged in; others are sent to log in first. */
  readonly login?: boolean
  /** `none`: pages of other sites may ask. `late`: the handler checks. */
  readonly xsrf?: 'none' | 'late'
  /** Whether it does something, and looks at no body. What only shows something may be left without. */
  readonly bodiless?: boolean
  readonly handle: Handler
}

/** The path of a route that stands for all that is not the hub's. */
export const elsewhere = '/'

/** Whether a path is the API's, where even what does not exist is told as JSON. */
export const isApiPath = (path: string): boolean =>
  path === '/hub/api' || path.startsWith('/hub/api/')
