import { JupyterHub } from 'jupyterhub-client'
import { answer, settings } from './process.mjs'

const looks = 20
const { url, token, users } = settings
const hub = new JupyterHub({ url, token })

// Loads and compiles what a walk needs, here and in the hub.
let warmUp = 5000
while (warmUp > 0) {
  for await (const page of hub.users.list().pages()) {
    warmUp -= page.items.length
    if (warmUp <= 0) break
  }
}
globalThis.gc()
const baseline = process.memoryUsage().heapUsed
let peak = baseline
let seen = 0
let lookingMs = 0
let lookingCpuMs = 0
const usage = process.cpuUsage()
const start = performance.now()
for await (const user of hub.users.list()) {
  if (typeof user.name !== 'string') throw new Error('a user without a name')
  seen += 1
  if (seen % Math.ceil(users / looks) === 0) look()
}
const ms = performance.now() - start - lookingMs
const cpuMs = cpuSince(usage) - lookingCpuMs
if (seen !== users) throw new Error(`walked ${seen} users of ${users}`)
answer({ ms, cpuMs, heap: peak - baseline })

/** At what is really held, on no clock. */
function look() {
  const from = performance.now()
  const cpuFrom = process.cpuUsage()
  globalThis.gc()
  peak = Math.max(peak, process.memoryUsage().heapUsed)
  lookingMs += performance.now() - from
  lookingCpuMs += cpuSince(cpuFrom)
}

function cpuSince(before) {
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
