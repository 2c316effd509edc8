import type { ProgressEvent as ClientEvent } from 'jupyterhub-client'
import { expectTypeOf, test } from 'vitest'
import type { ProgressEvent } from '../src/index.ts'

// Compiled by `npm run typecheck`: who has the emulator alone has none of the client's types.
test('events of a start are what the client takes them for', () => {
  expectTypeOf<ProgressEvent>().toEqualTypeOf<ClientEvent>()
})
