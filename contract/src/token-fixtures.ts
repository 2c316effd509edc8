import type { NewToken } from 'jupyterhub-client'
import { expect } from 'vitest'
import { theTarget } from './target.ts'
import { tooOld } from './too-old.ts'

/** Ids of the tokens that a user has. */
export async function tokensOf(user: string): Promise<string[]> {
  return (await theTarget().hub.tokens.list(user).toArray()).map(({ id }) => id)
}

/** Expects a call to be refused by hubs before 3.0, and no token to be left there besides those that were. */
export async function refusedBefore3(
  call: Promise<unknown>,
  user: string,
  before: readonly string[] = [],
): Promise<void> {
  await tooOld(call, '3.0')
  expect(await tokensOf(user)).toEqual(before)
}

/** Seconds from now until a token expires. */
export const secondsLeft = ({ expires_at }: NewToken): number =>
  (Date.parse(expires_at ?? '') - Date.now()) / 1000
