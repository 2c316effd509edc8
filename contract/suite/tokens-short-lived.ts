import { ForbiddenError, NotFoundError } from 'jupyterhub-client'
import type { JupyterHub, NewToken } from 'jupyterhub-client'
import { describe, expect, test } from 'vitest'
import { caught } from '../src/caught.ts'
import { freshUser } from '../src/fixtures.ts'
import { theTarget } from '../src/target.ts'
import { refusedBefore3, secondsLeft, tokensOf } from '../src/token-fixtures.ts'

const target = theTarget()
const { hub, atLeast } = target

/** Before, the hub gives a token that may do everything in place of one with scopes. */
const hasScopes = atLeast('3.0')

describe('a token for a while', () => {
  const operation = 'GET /users/{user}'

  /** Does work with such a token of a user's, and notes the token. */
  function work<T>(
    user: string,
    use: (limited: JupyterHub, token: NewToken) => T | Promise<T>,
    options?: { readonly expires_in?: number; readonly signal?: AbortSignal },
  ) {
    const { signal, ...limits } = options ?? {}
    const made: NewToken[] = []
    const outcome = hub.withShortLivedToken(
      { user, operations: [operation], ...limits },
      (limited, token) => {
        made.push(token)
        return use(limited, token)
      },
      { signal },
    )
    return { outcome, made }
  }

  /** Expects a user to have no token, nor one that was made to be known to the hub. */
  async function expectGone(user: string, [token]: readonly NewToken[]): Promise<void> {
    expect(await tokensOf(user)).toEqual([])
    await caught(target.withToken(token?.token ?? null).whoami(), ForbiddenError)
  }

  test('is what the work is done with, and gone afterwards; before 3.0 there is none', async () => {
    const user = await freshUser('owner')
    const { outcome, made } = work(user, async (limited, token) => {
      expect(await tokensOf(user)).toEqual([token.id])
      const { kind, name, scopes, ...me } = await limited.whoami()
      expect([kind, name, scopes?.toSorted()]).toEqual(['user', user, token.scopes?.toSorted()])
      if (atLeast('5.0')) expect(me).toMatchObject({ token_id: token.id })
      await caught(limited.users.get('ada'), NotFoundError)
      return (await limited.users.get(user)).name
    })
    if (!hasScopes) {
      await refusedBefore3(outcome, user)
      expect(made).toEqual([])
      return
    }
    expect(await outcome).toBe(user)
    await expectGone(user, made)
  })

  test('lives for ten minutes, or as long as it is told to', async () => {
    const user = await freshUser('owner')
    const shown = (_: JupyterHub, token: NewToken) => secondsLeft(token)
    const standard = work(user, shown).outcome
    if (!hasScopes) return refusedBefore3(standard, user)
    expect(Math.abs((await standard) - 600)).toBeLessThan(60)
    const longer = work(user, shown, { expires_in: 7200 }).outcome
    expect(Math.abs((await longer) - 7200)).toBeLessThan(60)
  })

  test('is gone when the work fails, whose error comes out as it is', async () => {
    const user = await freshUser('owner')
    const failure = new Error('the work failed')
    const { outcome, made } = work(user, () => Promise.reject(failure))
    if (!hasScopes) return refusedBefore3(outcome, user)
    expect(await outcome.catch((error: unknown) => error)).toBe(failure)
    await expectGone(user, made)
    const thrown = work(user, () => {
      throw failure
    })
    expect(await thrown.outcome.catch((error: unknown) => error)).toBe(failure)
    await expectGone(user, thrown.made)
  })

  test('is gone when the caller gives up during the work', async () => {
    const user = await freshUser('owner')
    const controller = new AbortController()
    const { signal } = controller
    const reason = new Error('enough')
    const abandoned = work(
      user,
      async (limited) => {
        controller.abort(reason)
        await limited.whoami({ signal })
      },
      { signal },
    )
    if (!hasScopes) return refusedBefore3(abandoned.outcome, user)
    expect(await abandoned.outcome.catch((error: unknown) => error)).toBe(reason)
    await expectGone(user, abandoned.made)
  })

  test('is gone when the caller gives up, and the work goes on regardless', async () => {
    const user = await freshUser('owner')
    const controller = new AbortController()
    const { outcome, made } = work(
      user,
      (limited) => {
        controller.abort(new Error('enough'))
        return limited.users.get(user)
      },
      { signal: controller.signal },
    )
    if (!hasScopes) return refusedBefore3(outcome, user)
    expect(await outcome).toMatchObject({ name: user })
    await expectGone(user, made)
  })

  test('may be taken back by the work itself', async () => {
    const user = await freshUser('owner')
    const { outcome, made } = work(user, async (_, { id }) => hub.tokens.revoke(user, id))
    if (!hasScopes) return refusedBefore3(outcome, user)
    expect(await outcome).toBeUndefined()
    await expectGone(user, made)
  })
})
