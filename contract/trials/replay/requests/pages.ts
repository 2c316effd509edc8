import type { Browser } from '../../../src/browser.ts'
import { isUp } from '../scene.ts'
import type { Scene } from '../scene.ts'

const pages = [
  ...['', 'hub', 'hub/', 'hub/home', 'hub/login', 'hub/login?next=%2Fhub%2Ftoken', 'hub/logout'],
  ...[
    'hub/admin',
    'hub/token',
    'hub/spawn',
    'hub/spawn/ada',
    'hub/spawn-pending/ada',
    'hub/health',
  ],
  ...['hub/user/ada/', 'user/ada/', 'user/ada/lab/tree?x=1', 'user/no-such/', 'user-redirect/tree'],
  ...[
    'hub/user-redirect/tree',
    'hub/nothing',
    'nothing',
    'hub/api/',
    'hub/api/user',
    'hub/metrics',
  ],
  ...[
    'hub/error/404',
    'hub/error/503',
    'hub/robots.txt',
    'hub/api/nothing',
    'hub//home',
    'hub/%zz',
  ],
]

/** Pages of the hub, for those who are logged in and for others, and what cookies may do at the API. */
export async function askPages(scene: Scene): Promise<void> {
  const { basePath } = scene
  for (const page of pages) {
    await scene.visit(basePath + page)
    await scene.visit(basePath + page, 'HEAD')
    await scene.visit(basePath + page, 'GET', { accept: 'application/json' })
  }
  await failLogins(scene)
  const browser = await scene.browser('ada')
  const harmless = pages.filter((page) => page !== 'hub/logout' && !page.startsWith('hub/spawn'))
  for (const page of harmless) await browser.fetch(page)
  await startByPage(scene, browser)
  await useApi(browser)
  await browser.fetch('hub/logout')
  await browser.fetch('hub/home')
  const admin = await scene.browser('admin')
  for (const page of ['hub/home', 'hub/admin', 'hub/token', 'hub/spawn/ada'])
    await admin.fetch(page)
}

/** What the pages say of a server of one's own before it is up, and after. */
async function startByPage(scene: Scene, browser: Browser): Promise<void> {
  await browser.fetch('hub/spawn-pending/ada')
  await browser.fetch('hub/spawn')
  await scene.until('root', '/users/ada', isUp(''))
  for (const page of pages.filter((path) => path.startsWith('hub/spawn'))) {
    await browser.fetch(page)
  }
  for (const page of ['hub/', 'hub/home', 'hub/login', 'hub/user/ada/']) await browser.fetch(page)
}

async function failLogins(scene: Scene): Promise<void> {
  const browser = await scene.browser()
  await browser.fetch('hub/login')
  const _xsrf = browser.cookie('_xsrf') ?? ''
  for (const fields of [
    { _xsrf, username: 'ada', password: 'wrong' },
    { _xsrf, username: 'ada' },
    { username: 'ada', password: scene.hub.password },
    { _xsrf: 'wrong', username: 'ada', password: scene.hub.password },
    { _xsrf },
  ]) {
    const body = new URLSearchParams(fields)
    await browser.fetch('hub/login?next=%2Fhub%2Fadmin', { method: 'POST', body })
  }
}

/** What a page of the hub, and one of another site, may ask for with the cookies. */
async function useApi(browser: Browser): Promise<void> {
  const token = browser.cookie('_xsrf') ?? ''
  const referer = 'http://127.0.0.1:9/elsewhere'
  const proofs: Readonly<Record<string, string>>[] = [
    {},
    { 'x-xsrftoken': token },
    { 'x-xsrftoken': 'wrong' },
    { referer },
    { 'sec-fetch-mode': 'cors', 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-mode': 'cors', 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-mode': 'no-cors', 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-mode': 'navigate', 'sec-fetch-site': 'none' },
    { origin: 'http://127.0.0.1:9' },
  ]
  for (const headers of proofs) {
    await browser.fetch('hub/api/user', { headers })
    await browser.fetch('hub/api/users/ada/tokens', { method: 'POST', headers })
    const asJson = { ...headers, 'content-type': 'application/json' }
    await browser.fetch('hub/api/users/ada/tokens', { method: 'POST', headers: asJson, body: '{}' })
  }
  await browser.fetch(`hub/api/user?_xsrf=${encodeURIComponent(token)}`)
}
