/** The hub that a project of the run is about. */
export interface ProjectHub {
  readonly version: string
  /** Path below which it answers: `/` unless given. */
  readonly baseUrl?: string
}

declare module 'vitest' {
  interface ProvidedContext {
    contractHub: ProjectHub
  }
}
