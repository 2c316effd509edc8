import { describe, expect, test } from 'vitest'
import type { RunningHub } from '../src/make-target.ts'
import { isAtLeast } from '../src/version.ts'
import { findChromium, logIn, openChromium, xsrfCookie } from '../trials/chromium.ts'
import { clientOf, hubVersion, report } from '../trials/trial.ts'
import { onBoth } from './both-hubs.ts'

const chromium = await findChromium()
const isLeftOut = chromium === undefined && process.env['CI'] !== 'true'
if (isLeftOut) report('EventSource: NOT RUN, apt-get install chromium', [])

/** Since 4.0 the address has to hold the XSRF token, as an `EventSource` sends no header of its own. */
const hasXsrf = isAtLeast(hubVersion, '4.0')

declare global {
  /** Tells a trial what a page has heard. */
  var heard: (data: string) => Promise<void>
}

describe.skipIf(isLeftOut)('EventSource of Chromium', () => {
  test('hears of a start, event by event, until the server is up', async () => {
    const story = await onBoth(async (hub) => {
      const { page, context, token } = await openPage(hub)
      const client = clientOf(hub)
      await client.servers.start('ada', { options: { spawner: 'slow', seconds: 4 } })
      const events: object[] = []
      const pending: unknown[] = []
      await page.exposeFunction('heard', async (data: string) => {
        events.push(JSON.parse(data) as object)
        if (events.length === 1) pending.push((await client.servers.get('ada')).pending)
      })
      const heard = await page.evaluate(listen, progressOf(hub, token))
      // The first event is there long before the last.
      expect(pending).toEqual(['spawn'])

      const told = [...events]
      const bare = await page.evaluate(listen, progressOf(hub))
      await context.clearCookies()
      const nobody = await page.evaluate(listen, progressOf(hub))
      await client.server('ada').ensureStopped()
      return { events: told, ends: { heard, bare, nobody } }
    })
    expect(story.events.length).toBeGreaterThan(2)
    expect(story.events.at(-1)).toMatchObject({ progress: 100, ready: true })
    // The hub ends the stream, and the browser would come again.
    const ended = { opened: true, state: 'connecting' }
    const refused = { opened: false, state: 'closed' }
    expect(story.ends).toEqual({ heard: ended, bare: hasXsrf ? refused : ended, nobody: refused })
    report('EventSource of Chromium: as on a real hub', [
      `${story.events.length} events of a start, the first while the server is on its way; the stream ends when it is up`,
    ])
  })
})

async function openPage(hub: RunningHub) {
  const context = await openChromium(chromium)
  const page = await logIn(context, hub, 'ada')
  return { page, context, token: await xsrfCookie(context) }
}

/** Address of the events of a start. */
function progressOf({ url }: RunningHub, token = ''): string {
  const address = `${url}hub/api/users/ada/server/progress`
  return token === '' ? address : `${address}?_xsrf=${encodeURIComponent(token)}`
}

/** Listens in a page until the stream ends, and tells how it did. */
async function listen(address: string): Promise<{ opened: boolean; state: string }> {
  const source = new EventSource(address)
  let opened = false
  source.addEventListener('open', () => (opened = true))
  const told: Promise<void>[] = []
  source.addEventListener('message', ({ data }) => told.push(globalThis.heard(String(data))))
  await new Promise((resolve) => source.addEventListener('error', resolve))
  const state = source.readyState === EventSource.CLOSED ? 'closed' : 'connecting'
  source.close()
  await Promise.all(told)
  return { opened, state }
}
