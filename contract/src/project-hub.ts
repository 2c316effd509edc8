/** The hub that a project of the run is about. */
export interface ProjectHub {
  readonly version: string
  /** Path below which it answers: `/` unless given. */
  readonly baseUrl?: string
  /** What the hub is called in the run, if not by its version. */
  readonly label?: string
  /** How an emulated one is reached: by a socket unless given. */
  readonly by?: 'socket' | 'fetch'
  /** How the client reaches a real one: by `fetch`, through the proxy, unless given. */
  readonly clientBy?: 'node' | 'unix socket' | 'internal_ssl'
  /** Of the trials, those alone in which versions differ. */
  readonly briefly?: boolean
}

declare module 'vitest' {
  interface ProvidedContext {
    contractHub: ProjectHub
  }
}
