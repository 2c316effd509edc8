import type { ServerResponse } from 'node:http'
import { describe, expect, test } from 'vitest'
import { makeRecorder, replay } from '../src/index.ts'
import type { Asked } from './origin.ts'
import { startOrigin } from './origin.ts'

const get = (path: string, headers: Record<string, string> = {}) => ({
  method: 'GET',
  path,
  headers,
})

/** A hub that gives a token, with its own secrets, and shows its id where the token is sent back. */
const hubOf =
  (secret: string, id: string) =>
  (response: ServerResponse, { url, method, headers, body }: Asked): void => {
    response.setHeader('content-type', 'application/json')
    if (method === 'POST') {
      response.setHeader('set-cookie', `session=${secret}; Path=/; HttpOnly`)
      response.end(JSON.stringify({ token: secret, id, created: new Date().toISOString() }))
      return
    }
    const known = headers.join().includes(secret) || body.includes(secret)
    response.statusCode = known && url === `/tokens/${id}` ? 200 : 403
    response.end(JSON.stringify({ known, id }))
  }

const ours = 'the-secret-of-one-hub'
const theirs = 'what-the-other-keeps'

async function record() {
  await using origin = await startOrigin(hubOf(ours, 'a7'))
  const recorder = makeRecorder({ url: origin.url, known: { 'token:ada': 'the-token-of-ada' } })
  await recorder.send({
    method: 'POST',
    path: '/tokens',
    headers: { authorization: 'token the-token-of-ada' },
    body: '{}',
  })
  await recorder.send(get('/tokens/a7', { authorization: `token ${ours}` }))
  return recorder.exchanges
}

describe('a recorder', () => {
  test('writes no secret, id or moment down, but what stands for it', async () => {
    const exchanges = await record()
    expect(exchanges[0]?.answer.body).toEqual({
      token: '${0.cookie.session}',
      id: '${0.body.id}',
      created: '0000-00-00T00:00:00.000Z',
    })
    expect(exchanges[0]?.answer.headers['set-cookie']).toEqual(['session=…; Path=/; HttpOnly'])
    expect(exchanges[0]?.request.headers).toEqual({ authorization: 'token ${token:ada}' })
    expect(exchanges[1]?.request).toEqual(
      get('/tokens/${0.body.id}', { authorization: 'token ${0.cookie.session}' }),
    )
    expect(exchanges[1]?.answer).toMatchObject({ status: 200, body: { known: true } })
    expect(JSON.stringify(exchanges)).not.toMatch(/the-token-of-ada|the-secret|a7/)
  })

  test('keeps of an answer that is waited for the one that was wanted', async () => {
    let asked = 0
    await using origin = await startOrigin((response) => {
      asked += 1
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ asked }))
    })
    const recorder = makeRecorder({ url: origin.url, known: {} })
    await recorder.until(get('/'), ({ text }) => text === '{"asked":3}')
    expect(recorder.exchanges.map(({ answer, awaited }) => [answer.body, awaited])).toEqual([
      [{ asked: 3 }, true],
    ])
  })
})

describe('a recording', () => {
  test('is replayed on another hub with the secrets and ids of that one', async () => {
    const exchanges = await record()
    await using other = await startOrigin(hubOf(theirs, 'a12'))
    const known = { 'token:ada': 'another-token-of-ada' }
    const answers = await replay(exchanges, { url: other.url, known })
    expect(answers).toEqual(exchanges.map(({ answer }) => answer))
    expect(other.asked.map(({ url }) => url)).toEqual(['/tokens', '/tokens/a12'])
    expect(other.asked[0]?.headers).toContain('token another-token-of-ada')
  })

  test('shows what another hub does not do alike', async () => {
    const exchanges = await record()
    await using other = await startOrigin((response, asked) => {
      if (asked.method === 'POST') hubOf(theirs, 'a12')(response, asked)
      else response.writeHead(404, { 'x-more': '1' }).end()
    })
    const known = { 'token:ada': 'another-token-of-ada' }
    const [first, second] = await replay(exchanges, { url: other.url, known })
    expect(first).toEqual(exchanges[0]?.answer)
    expect(second).toEqual({ status: 404, headers: { 'x-more': '1' }, body: '' })
  })
})
