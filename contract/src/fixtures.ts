import { NotFoundError } from 'jupyterhub-client'
import type { NewToken, TokenRequest } from 'jupyterhub-client'
import { onTestFinished } from 'vitest'
import { theTarget } from './target.ts'
import type { Target } from './target.ts'

/** Makes a user of the test's own, and deletes it afterwards. */
export async function freshUser(prefix: string, target: Target = theTarget()): Promise<string> {
  const name = target.uniqueName(prefix)
  await target.hub.users.create(name)
  onTestFinished(() => forget(target.hub.users.delete(name)))
  return name
}

/** Makes a group of the test's own, and deletes it afterwards. */
export async function freshGroup(prefix: string, users: readonly string[] = []): Promise<string> {
  const target = theTarget()
  const name = target.uniqueName(prefix)
  await target.hub.groups.create(name, { users })
  onTestFinished(() => forget(target.hub.groups.delete(name)))
  return name
}

/** Makes a token of a user, and revokes it afterwards. */
export async function freshToken(user: string, request?: TokenRequest): Promise<NewToken> {
  const { hub } = theTarget()
  const token = await hub.tokens.create(user, request)
  onTestFinished(() => forget(hub.tokens.revoke(user, token.id)))
  return token
}

/** Waits for what cleans up; that there is nothing any more is fine. */
export async function forget(cleaning: Promise<unknown>): Promise<void> {
  try {
    await cleaning
  } catch (error) {
    if (!NotFoundError.isInstance(error)) throw error
  }
}
