import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { Explanation, Scope } from 'jupyterhub-client'
import { refusalsPage } from './refusals/page.ts'
import { isAtLeast } from '../src/version.ts'
import { refusals } from './refusals/refusals.ts'
import { startRefusing } from './refusals/refusing-hub.ts'
import { hubVersion, isEmulated, report } from './trial.ts'

const pageFile = new URL('../../docs/refusals.md', import.meta.url)

describe('a refusal', () => {
  const hasRoles = isAtLeast(hubVersion, '2.0')
  const known = refusals.filter(({ since = '0' }) => isAtLeast(hubVersion, since))

  test('is explained by its true cause', { timeout: 120_000 }, async () => {
    const refusing = await startRefusing()
    const told: { title: string; explanation: Explanation }[] = []
    for (const refusal of known) {
      const { hub, call } = await refusal.make(refusing)
      const asked = refusing.requests.length
      const error: unknown = await call().then(
        () => undefined,
        (reason: unknown) => reason,
      )
      const before = refusing.requests.length
      const explanation = await hub.explain(error)
      const expected =
        typeof refusal.cause === 'function' ? refusal.cause(hubVersion) : refusal.cause
      expect({ title: refusal.title, cause: explanation.cause }).toEqual({
        title: refusal.title,
        cause: expected,
      })
      expect(before).toBeGreaterThan(asked)
      // One request, and none where there is nobody to ask about.
      expect(refusing.requests.slice(before)).toEqual(
        ['no_token', 'wrong_login'].includes(expected) ? [] : ['/user'],
      )
      for (const secret of refusing.secrets)
        expect(JSON.stringify(explanation)).not.toContain(secret)
      told.push({ title: refusal.title, explanation })
    }
    report(
      'refusals, each explained',
      told.map(({ title, explanation }) => `${explanation.cause}: ${title}`),
    )
    if (hubVersion !== '6.0.1') return
    const page = refusalsPage(told, refusing.url)
    // A real hub makes it; an emulated one has to say the same.
    if (isEmulated) expect(page).toBe(await readFile(pageFile, 'utf8'))
    else await expect(page).toMatchFileSnapshot(fileURLToPath(pageFile))
  })

  test('does not happen again with the remedy', { timeout: 120_000 }, async () => {
    const first = await startRefusing()
    // On hub 1.x services are admins by a flag, which is told in words.
    const curable = known.filter(
      ({ curable: is, byService }) => is === true && (hasRoles || byService !== true),
    )
    const lines: string[] = []
    for (const refusal of curable) {
      const { hub, call } = await refusal.make(first)
      const error: unknown = await call().catch((reason: unknown) => reason)
      const { remedy } = await hub.explain(error)
      expect(remedy?.config).toEqual(expect.any(String))
      lines.push(remedy?.config ?? '')
    }
    const second = await startRefusing(lines.join('\n'))
    for (const refusal of curable) {
      const { call } = await refusal.make(second)
      await call()
    }
    report(
      'remedies, each tried',
      curable.map(({ title }) => title),
    )
  })

  const byToken = known.filter(({ curable: is }) => is === 'token')
  test('does not happen with the token that the remedy names', async () => {
    // Before, tokens cannot be limited.
    expect(byToken.length > 0).toBe(isAtLeast(hubVersion, '3.0'))
    if (byToken.length === 0) return
    const refusing = await startRefusing()
    for (const refusal of byToken) {
      const { hub, call } = await refusal.make(refusing)
      const { remedy } = await hub.explain(await call().catch((reason: unknown) => reason))
      const { user = '', scopes = [] } = remedy?.token ?? {}
      expect([user, remedy?.config]).toEqual(['ada', undefined])
      expect(scopes).toContain('read:users!user=ada')
      const { token } = await refusing.token(user, { scopes: scopes as readonly Scope[] })
      expect(await refusing.client(token).servers.stop('ada')).toMatchObject({ pending: false })
    }
  })
})
