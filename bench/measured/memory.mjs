import { setImmediate } from 'node:timers/promises'
import { JupyterHub } from 'jupyterhub-client'
import { answer, settings } from './process.mjs'
import { hubHeaders, pageJson } from './user.mjs'

const pageSize = 200
const { users, walker, gcEveryPages } = settings

const walkers = {
  ours: () => new JupyterHub({ url: 'http://hub.test', token: 'secret', fetch: stub }).users.list(),
  fetch: walkWithFetch,
}

// Loads what the platform needs for a response: that is neither walker's memory.
await new Response('').text()
globalThis.gc()
const before = process.memoryUsage()
let heapPeak = before.heapUsed
let seen = 0
const start = performance.now()
for await (const user of walkers[walker]()) {
  if (user.name !== `student-${seen}`) throw new Error(`wanted student-${seen}, got ${user.name}`)
  seen += 1
  if (gcEveryPages > 0 && seen % (pageSize * gcEveryPages) === 0) {
    globalThis.gc()
    heapPeak = Math.max(heapPeak, process.memoryUsage().heapUsed)
  }
}
if (seen !== users) throw new Error(`walked ${seen} users of ${users}`)

answer({
  seconds: (performance.now() - start) / 1000,
  heapBefore: before.heapUsed,
  heapPeak,
  rssBefore: before.rss,
  // Kept by the kernel, so that no sample can miss it.
  rssPeak: process.resourceUsage().maxRSS * 1024,
})

async function stub(url) {
  // A turn of the event loop for each page, as a network has: timers and finalizers get theirs, too.
  await setImmediate()
  const offset = Number(/offset=(\d+)/.exec(url)?.[1] ?? 0)
  return new Response(pageJson(offset, pageSize, users), { headers: hubHeaders })
}

async function* walkWithFetch() {
  let next = { offset: 0 }
  while (next !== null) {
    const response = await stub(`http://hub.test/hub/api/users?offset=${next.offset}`)
    const page = JSON.parse(await response.text())
    yield* page.items
    next = page._pagination.next
  }
}
