import { describe, expect, test } from 'vitest'
import { manualClock } from 'jupyterhub-emulator'
import { HubServerError, featureSince, operations } from '../src/index.ts'
import type { Capabilities, Feature, OperationId } from '../src/index.ts'
import { failure, reasonOf } from './support/failure.ts'
import { fakeHub, hang, hubError, json } from './support/fake-hub.ts'
import type { Answerer, Sent } from './support/fake-hub.ts'
import { signalled } from './support/signalled.ts'

const features = Object.keys(featureSince) as Feature[]
const ids = Object.keys(operations) as OperationId[]

/** A hub's answer: its version is in every header, and in the body of its root. */
const of = (version: string): Response =>
  json({ version, name: 'ada' }, { headers: { 'x-jupyterhub-version': version } })

const capabilitiesOf = (version: string): Promise<Capabilities> =>
  fakeHub(() => of(version)).hub.capabilities()

const lacking = ({ ...flags }: Capabilities): Feature[] => features.filter((name) => !flags[name])

const lacked = (one: Capabilities): OperationId[] => ids.filter((id) => !one.has(id))

/** Paths below the API that were asked for: `` is the hub's root. */
const pathsOf = (sent: readonly Sent[]): string[] => sent.map(({ path }) => path)

describe('what a hub can do', () => {
  test.each(['6.0.0', '6.0.0b2', '6.0.0rc1', '6.0.0.dev0', '6.0', 'v6.0.1', '6.0.1+local', '7.1'])(
    '%s has everything that 6.0 has',
    async (version) => {
      const capabilities = await capabilitiesOf(version)
      expect(capabilities.version).toBe(version)
      expect(lacking(capabilities)).toEqual([])
      expect(lacked(capabilities)).toEqual(['POST /authorizations/token'])
      expect(capabilities.isAtLeast('6.0')).toBe(true)
    },
  )

  test('a version that cannot be read counts as the newest', async () => {
    for (const version of ['nonsense', '', 'dev']) {
      const capabilities = await capabilitiesOf(version)
      expect(capabilities.version).toBe(version)
      expect(lacking(capabilities)).toEqual([])
      expect(capabilities.isAtLeast('99.9')).toBe(true)
    }
  })

  test('a version counts by its numbers, not by its letters', async () => {
    const capabilities = await capabilitiesOf('10.2.30')
    expect(lacking(capabilities)).toEqual([])
    const compare = (release: string) => capabilities.isAtLeast(release)
    expect(['9.9', '10.2.4', '10.2.30'].map(compare)).toEqual([true, true, true])
    expect(['10.2.31', '10.10', '11'].map(compare)).toEqual([false, false, false])
  })

  test('an old hub lacks what came after it', async () => {
    expect(lacking(await capabilitiesOf('1.5.1'))).toEqual(
      features.filter((name) => featureSince[name] !== '1.3'),
    )
    const four = await capabilitiesOf('4.1.6')
    expect(lacking(four)).toEqual(features.filter((name) => featureSince[name] >= '5'))
    expect(four.has('PUT /groups/{group}/properties')).toBe(true)
    expect(four.has('POST /shares/{owner}/{server}')).toBe(false)
    expect(four.isAtLeast('4.1')).toBe(true)
    expect(four.isAtLeast('4.2')).toBe(false)
  })

  test('each flag is there from its release on, and not in the one before', async () => {
    for (const name of features) {
      const since = featureSince[name]
      const [major = 0, minor = 0] = since.split('.').map(Number)
      const before = minor === 0 ? `${major - 1}.99.9` : `${major}.${minor - 1}.99`
      expect([name, (await capabilitiesOf(since))[name]]).toEqual([name, true])
      expect([name, (await capabilitiesOf(`${since}.0b1`))[name]]).toEqual([name, true])
      expect([name, (await capabilitiesOf(before))[name]]).toEqual([name, false])
    }
  })
})

describe('the version of a hub', () => {
  const isRoot = ({ path }: Sent): boolean => path === '/'

  /** Answers the root when it is told to, and everything else at once. */
  function slowRoot(answer: Answerer = () => of('5.5.1'), options = {}) {
    const { promise, resolve } = signalled()
    const fake = fakeHub(async (request, number) => {
      if (isRoot(request)) await promise
      return answer(request, number)
    }, options)
    return { ...fake, answer: resolve }
  }

  test('is asked for once by twenty calls at the same time', async () => {
    const { hub, sent, answer } = slowRoot()
    const calls = Promise.all(Array.from({ length: 20 }, () => hub.capabilities()))
    answer()
    expect((await calls).map(({ version }) => version)).toEqual(Array(20).fill('5.5.1'))
    expect(pathsOf(sent)).toEqual(['/'])
    await hub.capabilities()
    expect(sent).toHaveLength(1)
  })

  test('is asked for once by twenty starts with options at the same time', async () => {
    const { hub, sent, answer } = slowRoot()
    const users = Array.from({ length: 20 }, (_, number) => `user-${number}`)
    const options = { a: 1 }
    const starts = Promise.all(users.map((user) => hub.servers.start(user, { options })))
    answer()
    await starts
    expect(sent.filter(isRoot)).toHaveLength(1)
    expect(sent.filter(({ method }) => method === 'POST').map(({ body }) => body)).toEqual(
      Array(20).fill('{"a":1}'),
    )
  })

  test('is asked for once by hubs that have others’ tokens, and without any', async () => {
    const { hub, sent, answer } = slowRoot()
    const others = [hub, hub.with({ token: 'another-token' }), hub.with({ token: null })]
    const calls = Promise.all(others.map((one) => one.capabilities()))
    answer()
    await calls
    expect(pathsOf(sent)).toEqual(['/'])
    expect(sent[0]?.headers.get('authorization')).toBeNull()
  })

  test('is asked for again where whoever asked gave up', async () => {
    const { hub, sent, answer } = slowRoot(undefined, { retries: 0 })
    const controller = new AbortController()
    const asker = hub.capabilities({ signal: controller.signal })
    const joined = [hub.capabilities(), hub.servers.start('ada', { options: { a: 1 } })]
    const reason = new Error('enough')
    controller.abort(reason)
    expect(await reasonOf(asker)).toBe(reason)
    answer()
    expect(await Promise.all(joined)).toMatchObject([{ version: '5.5.1' }, { status: 200 }])
    expect(sent.filter(isRoot).length).toBeGreaterThan(1)
  })

  test('is asked for again where the hub failed whoever asked', async () => {
    const { hub, sent } = fakeHub((_, number) => (number === 1 ? noHub() : of('5.5.1')), {
      retries: 0,
    })
    const [asker, joined] = [hub.capabilities(), hub.capabilities()]
    expect((await failure(HubServerError, asker)).status).toBe(502)
    expect((await joined).version).toBe('5.5.1')
    expect(pathsOf(sent)).toEqual(['/', '/'])
  })

  test('is waited for no longer than a caller likes, whoever asks', async () => {
    const { hub, sent, answer } = slowRoot()
    const asker = hub.capabilities()
    const controller = new AbortController()
    const joined = hub.capabilities({ signal: controller.signal })
    const reason = new Error('enough')
    controller.abort(reason)
    expect(await reasonOf(joined)).toBe(reason)
    expect(await reasonOf(hub.capabilities({ signal: AbortSignal.abort(reason) }))).toBe(reason)
    expect(pathsOf(sent)).toEqual(['/'])
    answer()
    expect((await asker).version).toBe('5.5.1')
  })

  test('is waited for no longer than the time that a call has', async () => {
    const clock = manualClock(0)
    const { hub } = fakeHub(hang, { clock, retries: 0 })
    const asker = reasonOf(hub.capabilities())
    const joined = reasonOf(hub.capabilities({ totalTimeout: 500 }))
    await clock.tick(500)
    expect(await joined).toMatchObject({ code: 'timeout', clock: 'total', ms: 500 })
    await clock.tick(60_000)
    expect(await asker).toMatchObject({ code: 'timeout', clock: 'attempt' })
    expect(clock.waiting).toBe(0)
  })

  test('is not asked for where an answer has told it, be it a refusal', async () => {
    const { hub, sent } = fakeHub(() =>
      hubError(403, 'Forbidden', { 'x-jupyterhub-version': '4.1.6' }),
    )
    await reasonOf(hub.whoami())
    expect((await hub.capabilities()).version).toBe('4.1.6')
    expect(pathsOf(sent)).toEqual(['/user'])
  })

  test('follows the answers of a hub that is upgraded, or taken back', async () => {
    const releases = ['4.1.6', '5.5.1', '6.0.1', '5.5.1']
    const { hub, sent } = fakeHub((_, number) => of(releases[number - 1] ?? ''))
    const sorts: unknown[] = []
    for (const release of releases) {
      await hub.whoami()
      const { version, sort, serverModels } = await hub.capabilities()
      expect(version).toBe(release)
      sorts.push([sort, serverModels])
    }
    expect(sorts).toEqual([
      [false, false],
      [true, false],
      [true, true],
      [true, false],
    ])
    expect(pathsOf(sent)).toEqual(Array(4).fill('/user'))
  })

  test('stays as it was where an answer does not tell it', async () => {
    const { hub } = fakeHub((_, number) => (number === 1 ? of('5.5.1') : noHub()), { retries: 0 })
    await hub.capabilities()
    await reasonOf(hub.whoami())
    expect((await hub.capabilities()).version).toBe('5.5.1')
  })
})

/** What a proxy answers when the hub is down. */
const noHub = (): Response => new Response('Bad gateway', { status: 502 })
