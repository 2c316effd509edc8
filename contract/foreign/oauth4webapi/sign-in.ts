import type { Browser } from '../../src/browser.ts'
import { openBrowser } from '../../src/browser.ts'
import type { RunningHub } from '../../src/make-target.ts'
import { navigate } from '../../src/navigate.ts'

const mostPages = 10

/** A page on the way, by its path: `POST /hub/login`. */
export type Step = string

/**
 * Opens an address of a hub as a person does who is not logged in: follows where it is sent, fills in the login form, agrees
 * where it is asked, until it is sent away from the hub.
 *
 * @returns Where that was, and the pages on the way.
 * @throws Error if a page is not a form, or there are too many.
 */
export async function signIn(
  hub: RunningHub,
  user: string,
  address: URL,
): Promise<{ callback: URL; steps: Step[] }> {
  const browser = openBrowser(hub.url, { navigate })
  const steps: Step[] = []
  let url = address
  let form: Form | undefined
  while (url.href.startsWith(hub.url)) {
    if (steps.length === mostPages) throw new Error(`no end: ${steps.join(', ')}`)
    steps.push(`${form === undefined ? 'GET' : 'POST'} ${url.pathname}`)
    const response = await visit(browser, url, form)
    const location = response.headers.get('location')
    form = location === null ? fill(await response.text(), hub, user) : undefined
    url = new URL(location ?? form?.action ?? '', url)
  }
  return { callback: url, steps }
}

interface Form {
  readonly action: string
  readonly fields: URLSearchParams
}

function visit(browser: Browser, url: URL, form: Form | undefined): Promise<Response> {
  if (form === undefined) return browser.fetch(url.href)
  // Hubs before 4.0 look at the referer.
  const headers = { referer: url.href }
  return browser.fetch(url.href, { method: 'POST', headers, body: form.fields })
}

function fill(page: string, { password }: RunningHub, user: string): Form {
  const [, attributes, content] = /<form([^>]*method="post"[^>]*)>(.*?)<\/form>/is.exec(page) ?? []
  if (attributes === undefined || content === undefined) throw new Error(`no form: ${page}`)
  const fields = new URLSearchParams()
  for (const [tag] of content.matchAll(/<input[^>]*>/g)) {
    const [name, value] = [attributeOf(tag, 'name'), attributeOf(tag, 'value')]
    if (name === 'username') fields.append(name, user)
    else if (name === 'password') fields.append(name, password)
    else if (attributeOf(tag, 'type') === 'hidden') fields.append(name, value)
  }
  return { action: attributeOf(attributes, 'action'), fields }
}

function attributeOf(tag: string, name: string): string {
  const value = new RegExp(`\\s${name}\\s*=\\s*"([^"]*)"`, 'i').exec(tag)?.[1] ?? ''
  return value.replaceAll('&amp;', '&').replaceAll('&#34;', '"').replaceAll('&#39;', "'")
}
