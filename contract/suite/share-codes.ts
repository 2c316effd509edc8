import { BadRequestError, ForbiddenError, HubConfigError, NotFoundError } from 'jupyterhub-client'
import type { CodeReference, ShareCode } from 'jupyterhub-client'
import { describe, expect, test } from 'vitest'
import { caught } from '../src/caught.ts'
import { freshToken, freshUser } from '../src/fixtures.ts'
import { freshOwner, startReady } from '../src/server-fixtures.ts'
import { theTarget } from '../src/target.ts'
import { tooOld } from '../src/too-old.ts'

const target = theTarget()
const { hub } = target
const { shareCodes } = hub

const ids = (codes: readonly ShareCode[]): string[] => codes.map(({ id }) => id)

/** Seconds that a code lives. */
const lifetime = ({ created_at, expires_at }: ShareCode): number =>
  Math.round((Date.parse(expires_at ?? '') - Date.parse(created_at)) / 1000)

/** Opens the page that accepts a code, and presses its button. */
async function accept(user: string, code: string, more = ''): Promise<Response> {
  const browser = await target.browser(user)
  await browser.fetch(`hub/accept-share?code=${code}${more}`)
  const body = new URLSearchParams({ code, _xsrf: browser.cookie('_xsrf') ?? '' })
  // The form goes to the address that it came from.
  return browser.fetch(`hub/accept-share?code=${code}${more}`, { method: 'POST', body })
}

/** Status of the page that accepts a code. */
async function acceptPage(user: string, query: string): Promise<number> {
  const browser = await target.browser(user)
  return (await browser.fetch(`hub/accept-share${query}`)).status
}

function describeOld(): void {
  test('does not exist: 404', async () => {
    const { operation, cause } = await tooOld(shareCodes.create('ada', ''), '5.0', 404)
    expect(operation).toBe('sharing')
    expect(cause).toMatchObject({ body: { status: 404, message: 'Not Found' } })
    await tooOld(shareCodes.list('ada').toArray(), '5.0', 404)
    await tooOld(shareCodes.revokeAll('ada', ''), '5.0', 404)
  })
}

function describeNew(): void {
  test('is made for a day, and shown this once', async () => {
    const owner = await freshUser('owner')
    const made = await shareCodes.create(owner, '')
    expect(made).toEqual({
      server: {
        user: { name: owner },
        name: '',
        url: `${target.basePath}user/${owner}/`,
        full_url: null,
        ready: false,
      },
      scopes: [`access:servers!server=${owner}/`],
      id: expect.stringMatching(/^sc_\d+$/),
      created_at: expect.stringMatching(/Z$/),
      expires_at: expect.stringMatching(/Z$/),
      exchange_count: 0,
      last_exchanged_at: null,
      code: expect.stringMatching(/^[\w-]{43}$/),
      accept_url: `${target.basePath}hub/accept-share?code=${made.code}`,
      full_accept_url: null,
    })
    expect(lifetime(made)).toBe(86_400)
    const { code: _, accept_url: __, full_accept_url: ___, ...listed } = made
    expect(await shareCodes.list(owner).toArray()).toEqual([listed])
    expect((await shareCodes.create(owner, '')).id).not.toBe(made.id)
  })

  test('lives from a minute to a year, in whole seconds', async () => {
    const owner = await freshUser('owner')
    expect(lifetime(await shareCodes.create(owner, '', { expires_in: 60 }))).toBe(60)
    const year = 31_536_000
    expect(lifetime(await shareCodes.create(owner, '', { expires_in: year }))).toBe(year)
    for (const expires_in of [59, year + 1, 60.5]) {
      await caught(shareCodes.create(owner, '', { expires_in }), HubConfigError)
      const call = { method: 'POST', path: `/share-codes/${owner}/`, body: { expires_in } }
      expect(await target.raw(call)).toMatchObject({ status: 400 })
    }
    const call = { method: 'POST', path: `/share-codes/${owner}/`, body: { expires_in: null } }
    expect(await target.raw(call)).toMatchObject({ status: 400 })
    expect(await shareCodes.list(owner, '').toArray()).toHaveLength(2)
  })

  test('is accepted in a browser, by anyone, many times over', async () => {
    const [owner, guest] = [await freshUser('owner'), await freshUser('guest')]
    const { code } = await shareCodes.create(owner, '')
    const accepted = await accept(guest, code)
    expect(accepted.status).toBe(302)
    expect(accepted.headers.get('location')).toBe(`${target.basePath}user/${owner}/`)
    const share = await hub.shares.getWithUser(guest, owner, '')
    expect(share).toMatchObject({ scopes: [`access:servers!server=${owner}/`], kind: 'user' })
    expect((await accept(guest, code)).status).toBe(302)
    const [listed] = await shareCodes.list(owner, '').toArray()
    expect(listed).toMatchObject({ exchange_count: 2, last_exchanged_at: expect.any(String) })
    await shareCodes.revokeAll(owner, '')
    expect(await hub.shares.getWithUser(guest, owner, '')).toEqual(share)
  })

  test('leads where it is told to, on this host alone', async () => {
    const owner = await freshOwner('owner')
    const { code } = await shareCodes.create(owner, '')
    const usual = `${target.basePath}user/${owner}/`
    const to = async (next: string) => {
      const accepted = await accept('ada', code, `&next=${encodeURIComponent(next)}`)
      return accepted.headers.get('location')
    }
    expect(await to('/somewhere/else?a=b')).toBe('/somewhere/else?a=b')
    expect(await to('https://other.example/x')).toBe(usual)
    expect(await to('//other.example/x')).toBe(usual)
  })

  test('that is unknown, or one’s own, is not accepted', async () => {
    const owner = await freshUser('owner')
    const { code } = await shareCodes.create(owner, '')
    expect((await accept(owner, code)).status).toBe(400)
    expect((await accept('ada', 'unknown')).status).toBe(400)
    expect(await acceptPage(owner, `?code=${code}`)).toBe(403)
    expect(await acceptPage('ada', '?code=unknown')).toBe(404)
    expect(await acceptPage('ada', '')).toBe(400)
  })

  test('is listed by owner and by server, in pages always', async () => {
    const owner = await freshOwner('owner')
    await startReady(owner, 'lab')
    const made = [
      await shareCodes.create(owner, ''),
      await shareCodes.create(owner, 'lab', { scopes: ['read:servers'] }),
      await shareCodes.create(owner, 'lab'),
    ]
    expect(made[1]?.scopes).toEqual([`read:servers!server=${owner}/lab`])
    expect(ids(await shareCodes.list(owner).toArray())).toEqual(ids(made))
    expect(ids(await shareCodes.list(owner, undefined, { limit: 1 }).toArray())).toEqual(ids(made))
    expect(ids(await shareCodes.list(owner, '').toArray())).toEqual(ids(made.slice(0, 1)))
    expect(ids(await shareCodes.list(owner, 'lab').toArray())).toEqual(ids(made.slice(1)))
    const { json } = await target.raw({ path: `/share-codes/${owner}` })
    expect(json).toMatchObject({ _pagination: { offset: 0, limit: 200, total: 3, next: null } })
  })

  test('is revoked by its id, or by itself', async () => {
    const owner = await freshUser('owner')
    const [first, second] = [await shareCodes.create(owner, ''), await shareCodes.create(owner, '')]
    expect(await shareCodes.revoke(owner, '', { id: first.id })).toBeUndefined()
    expect(ids(await shareCodes.list(owner, '').toArray())).toEqual([second.id])
    const again = await caught(shareCodes.revoke(owner, '', { id: first.id }), NotFoundError)
    expect(again.message).toBe(`No code found matching id=${first.id}`)
    expect(await shareCodes.revoke(owner, '', { code: second.code })).toBeUndefined()
    const gone = await caught(shareCodes.revoke(owner, '', { code: second.code }), NotFoundError)
    expect(gone.message).toBe('No matching code found')
    expect(await shareCodes.list(owner, '').toArray()).toEqual([])
  })

  test('is revoked along with all others by an id that is empty; the client refuses such', async () => {
    const owner = await freshUser('owner')
    await shareCodes.create(owner, '')
    const { id } = await shareCodes.create(owner, '')
    for (const reference of [{ id: '' }, { code: '' }, { id: `${id}x` }, {}]) {
      await caught(shareCodes.revoke(owner, '', reference as CodeReference), HubConfigError)
    }
    const path = `/share-codes/${owner}/`
    // The hub reads the number, and passes over what follows it.
    expect(await target.raw({ method: 'DELETE', path: `${path}?id=${id}x` })).toMatchObject({
      status: 204,
    })
    expect(await shareCodes.list(owner, '').toArray()).toHaveLength(1)
    await shareCodes.create(owner, '')
    expect(await target.raw({ method: 'DELETE', path: `${path}?id=` })).toMatchObject({
      status: 204,
    })
    expect(await shareCodes.list(owner, '').toArray()).toEqual([])
  })

  test('is revoked along with all others of its server when that is meant', async () => {
    const owner = await freshOwner('owner')
    await startReady(owner, 'lab')
    await shareCodes.create(owner, 'lab')
    await shareCodes.create(owner, 'lab')
    const { id } = await shareCodes.create(owner, '')
    expect(await shareCodes.revokeAll(owner, 'lab')).toBeUndefined()
    expect(await shareCodes.revokeAll(owner, 'lab')).toBeUndefined()
    expect(ids(await shareCodes.list(owner).toArray())).toEqual([id])
  })

  test('needs a server that exists, and scopes of that server alone', async () => {
    const owner = await freshUser('owner')
    const missing = [
      () => shareCodes.create(owner, 'none'),
      () => shareCodes.list(owner, 'none').toArray(),
      () => shareCodes.revoke(owner, 'none', { id: 'sc_1' }),
      () => shareCodes.revokeAll(owner, 'none'),
    ]
    for (const call of missing) {
      const { message } = await caught(call(), NotFoundError)
      expect(message).toBe(`No such server: ${owner}/none`)
    }
    await caught(shareCodes.list(target.uniqueName('nobody')).toArray(), NotFoundError)
    const foreign = shareCodes.create(owner, '', { scopes: ['read:servers!user=ada'] })
    await caught(foreign, BadRequestError)
    const path = `/share-codes/${owner}`
    expect(
      await target.raw({ method: 'POST', path: `${path}/`, body: { scopes: ['x'] } }),
    ).toMatchObject({ status: 500 })
    expect(await target.raw({ method: 'POST', path: `${path}/`, body: { x: 1 } })).toMatchObject({
      status: 400,
    })
    expect(await target.raw({ method: 'POST', path })).toMatchObject({ status: 405 })
    expect(await target.raw({ method: 'DELETE', path })).toMatchObject({ status: 405 })
  })

  test('needs scopes, which owners do not have by default', async () => {
    const owner = await freshUser('owner')
    const own = target.withToken((await freshToken(owner)).token).shareCodes
    const create = await caught(own.create(owner, ''), ForbiddenError)
    expect(create.requiredScopes).toEqual(['shares'])
    const revoke = await caught(own.revokeAll(owner, ''), ForbiddenError)
    expect(revoke.requiredScopes).toEqual(['shares'])
    expect(await own.list(owner, '').toArray()).toEqual([])
  })
}

describe('a share code', () => {
  if (target.atLeast('5.0')) describeNew()
  else describeOld()
})
