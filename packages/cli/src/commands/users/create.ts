import type { OutputFlags } from '../../output/flags.ts'
import type { CreatedUser } from 'jupyterhub-client'
import type { Verb } from '../../command.ts'
import { exitCodes } from '../../exit-codes.ts'
import type { Shape } from '../../output/shape.ts'

/** What `jhub users create` takes. */
export interface CreateFlags extends OutputFlags {
  readonly admin?: boolean | undefined
}

const createdShape: Shape<CreatedUser> = {
  fields: {
    name: { of: ({ name, user }) => user?.name ?? name },
    outcome: { of: ({ outcome }) => outcome },
    message: { of: ({ message }) => message, kind: 'sentence' },
    given: { of: ({ name }) => name },
  },
  columns: ['name', 'outcome', 'message'],
  optional: ['message'],
}

/** Creates users, and shows what became of each name. */
export const create: Verb<CreateFlags, readonly string[]> = async (
  { hub, out, flags, signal },
  ...names
) => {
  out.check(createdShape)
  const admin = flags.admin === true ? { admin: true } : {}
  const created = await hub.users.createMany(names, admin, { signal })
  await out.list(createdShape, created)
  return created.some(({ outcome }) => outcome === 'invalid') ? exitCodes.failed : exitCodes.ok
}
