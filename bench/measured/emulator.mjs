import { createHub, semester } from 'jupyterhub-emulator'
import { interleave } from './interleave.mjs'
import { answer, settings } from './process.mjs'

const pageSize = 200
const token = 'the-token-of-admin'

/** The hub, what was asked of the heap for it, and a call that lists the first users of it. */
function fill(students) {
  globalThis.gc()
  const before = process.memoryUsage().heapUsed
  const start = performance.now()
  const hub = createHub(semester({ students, token }))
  const ms = performance.now() - start
  globalThis.gc()
  const bytes = process.memoryUsage().heapUsed - before
  return { hub, ms, bytesPerUser: bytes / hub.state.users.size }
}

function lister({ hub }) {
  const headers = { authorization: `token ${token}` }
  return async () => {
    const response = await hub.fetch(`hub/api/users?limit=${pageSize}`, { headers })
    return response.text()
  }
}

// Loads what the platform needs for a response: that is none of the hub's memory.
await lister(fill(1))()
const large = fill(settings.students)
const small = fill(pageSize)
const lists = { large: lister(large), small: lister(small) }
for (const [name, list] of Object.entries(lists)) {
  const { length } = JSON.parse(await list())
  if (length !== pageSize) throw new Error(`${name}: ${length} users instead of ${pageSize}`)
}

const pace = { rounds: settings.rounds, warmUpRounds: 5, atATime: 1 }
const listed = await interleave(lists, { ...pace, calls: 250 })
const made = await interleave({ createHub: async () => void createHub() }, { ...pace, calls: 500 })
const { ms, bytesPerUser } = large
answer({ wall: { ...listed.wall, ...made.wall }, fill: { ms, bytesPerUser } })
