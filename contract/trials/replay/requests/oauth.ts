import { createHash } from 'node:crypto'
import type { Browser } from '../../../src/browser.ts'
import type { Scene } from '../scene.ts'

const form = { 'content-type': 'application/x-www-form-urlencoded' }
const verifier = 'a-verifier-that-is-long-enough-for-any-hub-0123456789'
const challenge = createHash('sha256').update(verifier).digest('base64url')

/** Logins by OAuth, with and without a page of consent. */
export async function askOauth(scene: Scene): Promise<void> {
  const { tokens } = scene.hub
  const client = {
    client_id: 'service-web-noconfirm',
    client_secret: tokens['web-noconfirm'] ?? '',
  }
  await scene.visit(`${scene.basePath}${authorize({ client_id: client.client_id })}`)
  const browser = await scene.browser('ada')
  await askWrongly(browser, scene.hub.oauthCallback)
  const redeem = async (fields: Readonly<Record<string, string>>): Promise<string> => {
    const body = new URLSearchParams(fields).toString()
    return (await scene.ask(null, 'POST', '/oauth2/token', body, form)).text
  }
  const grant = { grant_type: 'authorization_code', ...client }
  for (const wrong of [
    {},
    { grant_type: 'odd' },
    { grant_type: 'refresh_token', ...client },
    { ...grant, code: 'no-such-code' },
    { ...grant, code: await codeFor(browser, client.client_id), client_secret: 'wrong' },
    { ...grant, code: await codeFor(browser, client.client_id), client_id: 'no-such' },
    {
      ...grant,
      code: await codeFor(browser, client.client_id),
      redirect_uri: 'http://127.0.0.1:9/',
    },
  ]) {
    await redeem(wrong)
  }
  await scene.ask(null, 'POST', '/oauth2/token', { ...grant, code: 'none' })
  const code = await codeFor(browser, client.client_id)
  const text = await redeem({ ...grant, code })
  await redeem({ ...grant, code })
  const { access_token } = JSON.parse(text) as { access_token: string }
  await scene.ask(access_token, 'GET', '/user')
  await scene.ask(access_token, 'GET', '/users/ada')
  await scene.ask('root', 'GET', '/users/ada/tokens')
  const pkce = { code_challenge: challenge, code_challenge_method: 'S256' }
  await redeem({ ...grant, code: await codeFor(browser, client.client_id, pkce) })
  const proven = await codeFor(browser, client.client_id, pkce)
  await redeem({ ...grant, code: proven, code_verifier: verifier })
  await consent(browser)
}

const authorize = (query: Readonly<Record<string, string>>): string =>
  `hub/api/oauth2/authorize?${new URLSearchParams({ response_type: 'code', ...query })}`

async function askWrongly(browser: Browser, redirect_uri: string): Promise<void> {
  const client_id = 'service-web-noconfirm'
  for (const query of [
    { client_id: 'no-such' },
    { client_id: '' },
    { client_id, response_type: 'token' },
    { client_id, redirect_uri: 'http://127.0.0.1:9/elsewhere' },
    { client_id, redirect_uri },
    { client_id, scope: 'no-such-scope', state: 'a b' },
    { client_id, scope: 'identify', state: 'a b' },
  ]) {
    await browser.fetch(authorize(query))
  }
}

async function codeFor(
  browser: Browser,
  client_id: string,
  more: Readonly<Record<string, string>> = {},
): Promise<string> {
  const response = await browser.fetch(authorize({ client_id, state: 's', ...more }))
  return new URL(response.headers.get('location') ?? 'none:').searchParams.get('code') ?? ''
}

async function consent(browser: Browser): Promise<void> {
  const path = authorize({ client_id: 'service-web', state: 's' })
  await browser.fetch(path)
  const _xsrf = browser.cookie('_xsrf') ?? ''
  for (const fields of [
    { scopes: 'access:services!service=web' },
    { _xsrf: 'wrong', scopes: 'access:services!service=web' },
    { _xsrf, scopes: 'access:services!service=web' },
  ]) {
    await browser.fetch(path, { method: 'POST', body: new URLSearchParams(fields) })
  }
  await browser.fetch(path)
}
