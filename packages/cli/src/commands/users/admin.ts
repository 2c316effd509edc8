import type { OutputFlags } from '../../output/flags.ts'
import type { Stage, Verb } from '../../command.ts'
import { confirm, willAsk } from '../../prompt/confirm.ts'
import { theNamed } from '../../prompt/names.ts'
import type { YesFlag } from '../../prompt/confirm.ts'
import { doneShape, each } from '../each.ts'

/** What `jhub users admin` takes. */
export interface AdminFlags extends YesFlag, OutputFlags {
  readonly remove?: boolean | undefined
}

/** Makes users admins, or takes that from them. */
export const admin: Verb<AdminFlags, readonly string[]> = async (stage, ...names) => {
  const { hub, out, flags, signal } = stage
  out.check(doneShape)
  const wanted = flags.remove !== true
  if (!wanted) await confirmRemoval(stage, names)
  return each(stage, names, async (name) => {
    await hub.users.update(name, { admin: wanted }, { signal })
    return wanted ? 'admin' : 'no admin'
  })
}

async function confirmRemoval(stage: Stage<AdminFlags>, names: readonly string[]): Promise<void> {
  const { io, flags } = stage
  const isOwn = willAsk(io, flags) && (await isAmong(stage, names))
  const you = names.length === 1 ? 'That is you, and you' : 'You are one of them, and'
  const self = isOwn ? `. ${you} cannot take it back` : ''
  await confirm(io, flags, `take the rights of an admin from ${theNamed('user', names)}${self}`)
}

async function isAmong(
  { hub, signal }: Stage<AdminFlags>,
  names: readonly string[],
): Promise<boolean> {
  const { kind, name } = await hub.whoami({ signal })
  return kind === 'user' && names.includes(name)
}
