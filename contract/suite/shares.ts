import { BadRequestError, ForbiddenError, HubConfigError, NotFoundError } from 'jupyterhub-client'
import type { Share, ShareTarget } from 'jupyterhub-client'
import { describe, expect, test } from 'vitest'
import { caught } from '../src/caught.ts'
import { freshGroup, freshToken, freshUser } from '../src/fixtures.ts'
import { freshOwner, startReady } from '../src/server-fixtures.ts'
import { theTarget } from '../src/target.ts'
import { tooOld } from '../src/too-old.ts'

const target = theTarget()
const { hub } = target
const { shares } = hub

const names = (list: readonly Share[]): string[] =>
  list.map(({ server, user, group }) => `${server.name}: ${user?.name ?? group?.name}`)

function describeOld(): void {
  test('does not exist: 404', async () => {
    const { operation, cause } = await tooOld(shares.ofOwner('ada').toArray(), '5.0', 404)
    expect(operation).toBe('sharing')
    expect(cause).toMatchObject({ body: { status: 404, message: 'Not Found' } })
    await tooOld(shares.grant('ada', '', { user: 'admin' }), '5.0', 404)
    await tooOld(shares.withUser('ada').toArray(), '5.0', 404)
    await tooOld(shares.withGroup('staff').toArray(), '5.0', 404)
  })
}

function describeNew(): void {
  test('with a user gives access to a server, until it is taken back', async () => {
    const [owner, guest] = [await freshOwner('owner'), await freshUser('guest')]
    const server = await startReady(owner, 'lab')
    const own = target.withToken((await freshToken(guest)).token)
    const scope = `access:servers!server=${owner}/lab`
    expect((await own.whoami()).scopes).not.toContain(scope)
    const share = await shares.grant(owner, 'lab', { user: guest })
    expect(share).toEqual({
      server: { user: { name: owner }, name: 'lab', url: server.url, full_url: null, ready: true },
      scopes: [scope],
      user: { name: guest },
      group: null,
      kind: 'user',
      created_at: expect.stringMatching(/^\d{4}-.*Z$/),
    })
    expect((await own.whoami()).scopes).toContain(scope)
    expect(await shares.ofServer(owner, 'lab').toArray()).toEqual([share])
    expect(await shares.getWithUser(guest, owner, 'lab')).toEqual(share)
    expect(await shares.revoke(owner, 'lab', { user: guest })).toBeNull()
    expect((await own.whoami()).scopes).not.toContain(scope)
    expect(await shares.ofServer(owner, 'lab').toArray()).toEqual([])
  })

  test('of the default server goes by its empty name', async () => {
    const [owner, guest] = [await freshOwner('owner'), await freshUser('guest')]
    const share = await shares.grant(owner, '', { user: guest })
    expect(share).toMatchObject({
      server: { name: '', url: `${target.basePath}user/${owner}/`, ready: false },
      scopes: [`access:servers!server=${owner}/`],
    })
    expect(await shares.ofServer(owner, '').toArray()).toEqual([share])
    expect(await shares.getWithUser(guest, owner, '')).toEqual(share)
    // Without the slash at its end, the path is the owner's list.
    for (const method of ['POST', 'PATCH', 'DELETE']) {
      const body = { user: guest }
      expect(await target.raw({ method, path: `/shares/${owner}`, body })).toMatchObject({
        status: 405,
      })
    }
    expect(await shares.revokeAll(owner, '')).toBeUndefined()
    expect(await shares.ofServer(owner, '').toArray()).toEqual([])
  })

  test('grows by each grant, which may be repeated', async () => {
    const [owner, guest] = [await freshUser('owner'), await freshUser('guest')]
    const filter = `!server=${owner}/`
    const grant = async (...scopes: NonNullable<ShareTarget['scopes']>): Promise<unknown> =>
      (await shares.grant(owner, '', { user: guest, scopes })).scopes.toSorted()
    expect(await grant('read:servers')).toEqual([`read:servers${filter}`])
    const both = [`delete:servers${filter}`, `read:servers${filter}`]
    expect(await grant('delete:servers')).toEqual(both)
    expect(await grant(`read:servers!server=${owner}/`)).toEqual(both)
    const all = [`access:servers${filter}`, ...both]
    expect((await shares.grant(owner, '', { user: guest })).scopes.toSorted()).toEqual(all)
    expect(await shares.withUser(guest).toArray()).toHaveLength(1)
  })

  test('shrinks by each scope that is taken back, which the hub wants spelt with its filter', async () => {
    const [owner, guest] = [await freshUser('owner'), await freshUser('guest')]
    const scopes = ['access:servers', 'delete:servers', 'read:servers'] as const
    await shares.grant(owner, '', { user: guest, scopes })
    const left = async (body: object): Promise<unknown> => {
      const { status, json } = await target.raw({
        method: 'PATCH',
        path: `/shares/${owner}/`,
        body,
      })
      expect(status).toBe(200)
      return (Object(json) as Share).scopes.length
    }
    expect(await left({ user: guest, scopes: ['read:servers'] })).toBe(3)
    expect(await left({ user: guest, scopes: [`read:servers!server=${owner}/`] })).toBe(2)
    // The client adds the filter.
    const rest = await shares.revoke(owner, '', { user: guest, scopes: ['delete:servers'] })
    expect(rest?.scopes).toEqual([`access:servers!server=${owner}/`])
    expect(await shares.revoke(owner, '', { user: guest, scopes: ['access:servers'] })).toBeNull()
    await caught(shares.getWithUser(guest, owner, ''), NotFoundError)
  })

  test('is gone, {} on the wire, also where there was none, or no such user or group', async () => {
    const owner = await freshUser('owner')
    const gone = [
      { user: 'ada' },
      { user: target.uniqueName('x') },
      { group: 'staff' },
      { group: 'none' },
    ]
    for (const whom of gone as ShareTarget[]) {
      expect(await shares.revoke(owner, '', whom)).toBeNull()
    }
    const call = { method: 'PATCH', path: `/shares/${owner}/`, body: { user: 'ada' } }
    expect(await target.raw(call)).toMatchObject({ status: 200, json: {} })
    expect(await shares.revokeAll(owner, '')).toBeUndefined()
  })

  test('with a group is its members’, though their tokens do not show it', async () => {
    const [owner, member] = [await freshUser('owner'), await freshUser('member')]
    const group = await freshGroup('share', [member])
    const share = await shares.grant(owner, '', { group })
    expect(share).toMatchObject({ kind: 'group', user: null, group: { name: group } })
    expect(await shares.withGroup(group).toArray()).toEqual([share])
    expect(await shares.getWithGroup(group, owner, '')).toEqual(share)
    expect(await shares.withUser(member).toArray()).toEqual([share])
    await caught(shares.getWithUser(member, owner, ''), NotFoundError)
    await caught(shares.leaveAsUser(member, owner, ''), NotFoundError)
    const { scopes } = await target.withToken((await freshToken(member)).token).whoami()
    expect(scopes).not.toContain(`access:servers!server=${owner}/`)
    expect(await shares.leaveAsGroup(group, owner, '')).toBeUndefined()
    await caught(shares.leaveAsGroup(group, owner, ''), NotFoundError)
    await caught(shares.getWithGroup(group, owner, ''), NotFoundError)
  })

  test('is given up by whom it is with, once', async () => {
    const [owner, guest] = [await freshUser('owner'), await freshUser('guest')]
    await shares.grant(owner, '', { user: guest })
    const own = target.withToken((await freshToken(guest)).token)
    expect(await own.shares.withUser(guest).toArray()).toHaveLength(1)
    expect(await own.shares.leaveAsUser(guest, owner, '')).toBeUndefined()
    const error = await caught(own.shares.leaveAsUser(guest, owner, ''), NotFoundError)
    expect(error.message).toBe(`No such share for user ${guest} on ${owner}/`)
  })

  test('is listed by owner, by server, and by whom it is with, in pages always', async () => {
    const [owner, guest] = [await freshOwner('owner'), await freshUser('guest')]
    const group = await freshGroup('share', [guest])
    await startReady(owner, 'lab')
    await shares.grant(owner, '', { user: guest })
    await shares.grant(owner, 'lab', { user: guest })
    await shares.grant(owner, 'lab', { group })
    const all = [`: ${guest}`, `lab: ${guest}`, `lab: ${group}`]
    expect(names(await shares.ofOwner(owner).toArray())).toEqual(all)
    expect(names(await shares.ofOwner(owner, { limit: 1 }).toArray())).toEqual(all)
    expect(names(await shares.ofServer(owner, 'lab').toArray())).toEqual(all.slice(1))
    expect(names(await shares.withUser(guest, { limit: 2 }).toArray())).toEqual(all)
    expect(names(await shares.withGroup(group).toArray())).toEqual(all.slice(2))
    const { json } = await target.raw({ path: `/shares/${owner}` })
    expect(json).toMatchObject({ _pagination: { offset: 0, limit: 200, total: 3, next: null } })
    await shares.revokeAll(owner, 'lab')
    expect(names(await shares.ofOwner(owner).toArray())).toEqual(all.slice(0, 1))
  })

  test('may be with the owner, too', async () => {
    const owner = await freshUser('owner')
    expect(await shares.grant(owner, '', { user: owner })).toMatchObject({ user: { name: owner } })
  })

  test('needs owner, server, and whom it is with, to exist', async () => {
    const owner = await freshUser('owner')
    const [nobody, guest] = [target.uniqueName('nobody'), { user: 'ada' }]
    const missing = [
      () => shares.grant(owner, 'none', guest),
      () => shares.revoke(owner, 'none', guest),
      () => shares.revokeAll(owner, 'none'),
      () => shares.ofServer(owner, 'none').toArray(),
    ]
    for (const call of missing) {
      const { message } = await caught(call(), NotFoundError)
      expect(message).toBe(`No such server: ${owner}/none`)
    }
    await caught(shares.ofOwner(nobody).toArray(), NotFoundError)
    await caught(shares.withUser(nobody).toArray(), NotFoundError)
    await caught(shares.withGroup(nobody).toArray(), NotFoundError)
    await caught(shares.getWithGroup(nobody, owner, ''), NotFoundError)
    const user = await caught(shares.grant(owner, '', { user: nobody }), BadRequestError)
    expect(user.message).toBe(`No such user: ${nobody}`)
    const group = await caught(shares.grant(owner, '', { group: nobody }), BadRequestError)
    expect(group.message).toBe(`No such group: ${nobody}`)
  })

  test('is with one user or one group, by known fields: 400; an unknown scope fails with 500', async () => {
    const owner = await freshUser('owner')
    const grant = async (body: unknown): Promise<number> =>
      (await target.raw({ method: 'POST', path: `/shares/${owner}/`, body })).status
    expect(await grant({})).toBe(400)
    expect(await grant({ user: 'ada', group: 'staff' })).toBe(400)
    expect(await grant({ user: 'ada', nope: 1 })).toBe(400)
    expect(await grant({ user: 'ada', scopes: ['nope'] })).toBe(500)
    expect(await grant([1])).toBe(500)
    await caught(shares.grant(owner, '', {} as ShareTarget), HubConfigError)
    await caught(shares.grant(owner, '', { user: 'ada', scopes: [] }), HubConfigError)
    const foreign = shares.grant(owner, '', { user: 'ada', scopes: ['read:servers!user=ada'] })
    expect((await caught(foreign, BadRequestError)).message).toBe(
      `!user=ada not allowed on sharing read:servers!user=ada, only !server=${owner}/`,
    )
    expect(await shares.ofOwner(owner).toArray()).toEqual([])
  })

  test('needs scopes, which owners do not have by default', async () => {
    const owner = await freshUser('owner')
    const own = target.withToken((await freshToken(owner)).token).shares
    const denied = [
      () => own.grant(owner, '', { user: 'ada' }),
      () => own.revoke(owner, '', { user: 'ada' }),
      () => own.revokeAll(owner, ''),
    ]
    for (const call of denied) {
      expect((await caught(call(), ForbiddenError)).requiredScopes).toEqual(['shares'])
    }
    expect(await own.ofServer(owner, '').toArray()).toEqual([])
    const nobody = await caught(target.as('nobody').shares.ofOwner(owner).toArray(), ForbiddenError)
    expect(nobody.requiredScopes).toEqual(['read:shares'])
  })
}

describe('sharing a server', () => {
  if (target.atLeast('5.0')) describeNew()
  else describeOld()
})
