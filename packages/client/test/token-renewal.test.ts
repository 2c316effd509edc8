import { describe, expect, test } from 'vitest'
import { manualClock } from 'jupyterhub-emulator'
import { ForbiddenError, HubConfigError, HubTimeoutError } from '../src/index.ts'
import { failure } from './support/failure.ts'
import { canary, fakeHub, hubError, json } from './support/fake-hub.ts'
import type { Answerer } from './support/fake-hub.ts'

/** A hub that knows one token, and says as real hubs do that it does not know another. */
const knowing =
  (token: string, message: string | null = 'Missing or invalid credentials.'): Answerer =>
  ({ headers }) =>
    headers.get('authorization') === `token ${token}` ? json({}) : hubError(403, message)

/** A token function that gives one token after the other, then the last for ever. */
function tokensInTurn(...tokens: string[]) {
  let asked = 0
  return {
    get asked() {
      return asked
    },
    token: async () => {
      asked += 1
      return tokens[asked - 1] ?? tokens.at(-1) ?? ''
    },
  }
}

describe('a token function whose token the hub does not know', () => {
  test.each<[string, string | null]>([
    ['since hub 4.0.2', 'Missing or invalid credentials.'],
    ['on hub 6.0, of /user', null],
    ['before, of /user, and on hub 1.x', 'Forbidden'],
    ['when an Origin went along', "'_xsrf' argument missing from GET"],
  ])('is asked once more: %s', async (_, message) => {
    const source = tokensInTurn('old', canary)
    const { hub, sent } = fakeHub(knowing(canary, message), { token: source.token, retries: 0 })
    await hub.whoami()
    expect(source.asked).toBe(2)
    expect(sent).toHaveLength(2)
  })

  test('is asked once more where a hub says the same of a missing scope, and only there', async () => {
    const message = 'Action is not authorized with current scopes; requires any of [list:users]'
    for (const [version, requests] of [
      ['4.0.1', 2],
      ['5.5.1', 1],
    ] as const) {
      const source = tokensInTurn('old', canary)
      const { hub, sent } = fakeHub(
        () => hubError(403, message, { 'x-jupyterhub-version': version }),
        { token: source.token },
      )
      const error = await failure(ForbiddenError, hub.users.list().first())
      expect(error.attempts).toBe(requests)
      expect(sent).toHaveLength(requests)
    }
  })

  test('ends the call with the refusal when it gives the same again', async () => {
    const source = tokensInTurn('old')
    const { hub, sent } = fakeHub(knowing(canary), { token: source.token })
    const error = await failure(ForbiddenError, hub.whoami())
    expect(error).toMatchObject({ message: 'Missing or invalid credentials.', attempts: 1 })
    expect(source.asked).toBe(2)
    expect(sent).toHaveLength(1)
  })

  test('is not asked a third time', async () => {
    const source = tokensInTurn('old', 'older', canary)
    const { hub, sent } = fakeHub(knowing(canary), { token: source.token })
    const error = await failure(ForbiddenError, hub.whoami())
    expect(error.attempts).toBe(2)
    expect(sent).toHaveLength(2)
    expect(source.asked).toBe(2)
  })

  test('is asked once for all calls that go on at the same time', async () => {
    const source = tokensInTurn('old', canary)
    let arrived = 0
    let release = () => {}
    const all = new Promise<void>((resolve) => {
      release = resolve
    })
    const { hub } = fakeHub(
      async (request, number) => {
        arrived += 1
        if (arrived === 20) release()
        await all
        return knowing(canary)(request, number)
      },
      { token: source.token },
    )
    await Promise.all(Array.from({ length: 20 }, () => hub.whoami()))
    expect(source.asked).toBe(2)
  })

  test('serves the hubs that `with` makes as well', async () => {
    const source = tokensInTurn('old', canary)
    const { hub } = fakeHub(knowing(canary), { token: source.token })
    await Promise.all([hub.whoami(), hub.with({ timeout: 1000 }).whoami()])
    expect(source.asked).toBe(2)
  })

  test('that throws while it is asked at the same time fails these calls, and no later one', async () => {
    let asked = 0
    const token = () => {
      asked += 1
      if (asked === 1) throw new Error('the vault is sealed')
      return canary
    }
    const { hub } = fakeHub(knowing(canary), { token })
    const outcomes = await Promise.allSettled([hub.whoami(), hub.whoami()])
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    await hub.whoami()
    expect(asked).toBe(2)
  })
})

test('a token that cannot be one is never sent, neither by who asked nor by who takes over what was asked', async () => {
  const source = tokensInTurn('old', 'white space')
  const { hub, sent } = fakeHub(knowing(canary), { token: source.token })
  await failure(HubConfigError, hub.whoami())
  await failure(HubConfigError, hub.whoami())
  expect(sent.map(({ headers }) => headers.get('authorization'))).toEqual(['token old'])
})

test('a token function that hangs once does not keep later calls waiting', async () => {
  const clock = manualClock(0)
  let asked = 0
  const token = () => {
    asked += 1
    return asked === 1 ? new Promise<never>(() => {}) : canary
  }
  const { hub } = fakeHub(knowing(canary), { token, clock, retries: 0 })
  const first = failure(HubTimeoutError, hub.whoami())
  await clock.tick(20_000)
  await hub.whoami()
  await clock.tick(60_000)
  expect((await first).clock).toBe('attempt')
  expect(asked).toBe(2)
})

test('a fixed token that the hub does not know is sent once', async () => {
  const { hub, sent } = fakeHub(knowing('another'))
  await failure(ForbiddenError, hub.whoami())
  expect(sent).toHaveLength(1)
})
