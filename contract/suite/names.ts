import { HubConfigError, NotFoundError } from 'jupyterhub-client'
import { describe, expect, onTestFinished, test } from 'vitest'
import { caught } from '../src/caught.ts'
import { forget, freshGroup } from '../src/fixtures.ts'
import { theTarget } from '../src/target.ts'
import { tooOld } from '../src/too-old.ts'

const target = theTarget()
const { hub } = target

/** Names that are not the same once somebody forgets to encode, or encodes twice. */
const strange = [
  'a b',
  'a+b',
  'a%2Fb',
  '100%',
  'what?why#how',
  'x;y=z&w',
  'me@example.org',
  `it's "so"`,
  'back\\slash',
  '~!*()',
  'Zoë',
  '漢字',
  '🪐',
  '...',
]

describe('users with unusual names', () => {
  test.each(['b@x.org', 'c+d', 'e;f', 'g h', '50%', 'Zoë', '漢字'])(
    'are there: %s',
    async (name) => {
      expect(await hub.users.get(name)).toMatchObject({ name })
      const found = hub.users.list({ name_filter: name }).toArray()
      if (!target.atLeast('2.3')) await tooOld(found, '2.3')
      const listed = target.atLeast('2.3') ? await found : await hub.users.list().toArray()
      expect(listed).toContainEqual(expect.objectContaining({ name }))
    },
  )

  test.each(strange)('can do all that others can: %s', async (name) => {
    const user = `${name}${target.uniqueName('')}`
    onTestFinished(() => forget(hub.users.delete(user)))
    expect(await hub.users.create(user)).toMatchObject({ name: user })
    expect(await hub.users.update(user, { auth_state: { name } })).toMatchObject({ name: user })
    await hub.users.recordActivity(user, { last_activity: '2024-05-01T12:00:00Z' })
    expect(await hub.users.get(user)).toMatchObject({
      name: user,
      auth_state: { name },
      last_activity: '2024-05-01T12:00:00Z',
    })
    const token = await hub.tokens.create(user, { note: name })
    expect(await hub.tokens.get(user, token.id)).toMatchObject({ user, note: name })
    expect(await hub.tokens.list(user).toArray()).toHaveLength(1)
    expect(await target.withToken(token.token).whoami()).toMatchObject({ name: user })
    await hub.tokens.revoke(user, token.id)
    await hub.users.delete(user)
    await caught(hub.users.get(user), NotFoundError)
  })

  test('are put into groups, and taken out', async () => {
    const users = strange.map((name) => `${name}${target.uniqueName('')}`.toLowerCase())
    onTestFinished(async () => {
      for (const user of users) await forget(hub.users.delete(user))
    })
    expect((await hub.users.createMany(users)).map(({ name }) => name)).toEqual(users)
    const group = await freshGroup('strange')
    const full = await hub.groups.addUsers(group, users)
    expect(full.users?.toSorted()).toEqual(users.toSorted())
    expect(await hub.groups.removeUsers(group, users)).toMatchObject({ users: [] })
  })

  test('are renamed to others', async () => {
    const [from, to] = [`a/b ${target.uniqueName('')}`, `ü?${target.uniqueName('')}`]
    const plain = target.uniqueName('plain')
    for (const name of [plain, from, to]) onTestFinished(() => forget(hub.users.delete(name)))
    await hub.users.create(plain)
    expect(await hub.users.update(plain, { name: from })).toMatchObject({ name: from })
    expect(await hub.users.update(from, { name: to })).toMatchObject({ name: to })
    expect(await hub.users.get(to)).toMatchObject({ name: to })
  })
})

describe('groups with unusual names', () => {
  test.each([...strange, 'with/slash', '/', ' '])(
    'can do all that others can: %j',
    async (name) => {
      const group = `${name}${target.uniqueName('')}`
      onTestFinished(() => forget(hub.groups.delete(group)))
      expect(await hub.groups.create(group, { users: ['ada'] })).toMatchObject({ name: group })
      expect(await hub.groups.addUsers(group, ['漢字'])).toMatchObject({ name: group })
      expect(await hub.groups.removeUsers(group, ['ada'])).toMatchObject({ users: ['漢字'] })
      if (target.has('PUT /groups/{group}/properties')) {
        const properties = { name }
        expect(await hub.groups.setProperties(group, properties)).toMatchObject({ properties })
      } else {
        await tooOld(hub.groups.setProperties(group, {}), '4.0', 404)
      }
      expect(await hub.groups.get(group)).toMatchObject({ name: group, users: ['漢字'] })
      expect((await hub.users.get('漢字')).groups).toContain(group)
      await hub.groups.delete(group)
      await caught(hub.groups.get(group), NotFoundError)
    },
  )

  test('are made many at a time', async () => {
    const groups = strange.map((name) => `${name}${target.uniqueName('')}`)
    onTestFinished(async () => {
      for (const group of groups) await forget(hub.groups.delete(group))
    })
    expect((await hub.groups.createMany(groups)).map(({ name }) => name)).toEqual(groups)
  })
})

describe('names that no path can carry', () => {
  test.each(['.', '..', ''])('are refused before anything is sent: %j', async (name) => {
    await caught(hub.users.get(name), HubConfigError)
    await caught(hub.users.delete(name), HubConfigError)
    await caught(hub.groups.delete(name), HubConfigError)
    await caught(hub.tokens.revoke('ada', name), HubConfigError)
  })

  test('would reach something else if they were sent', async () => {
    // What is on the way resolves them: this is the hub's root.
    const { json } = await target.raw({ path: '/users/%2e%2e/' })
    expect(json).toEqual({ version: target.version })
  })
})
