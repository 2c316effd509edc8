import { checkUser, clients } from './clients.mjs'
import { settings } from './process.mjs'
import { takeTurns } from './turns.mjs'

const warmUpCalls = 10_000
const { client, url } = settings
const call = await clients[client]({ url }).catch((error) => {
  if (error.code === 'ERR_PACKAGE_PATH_NOT_EXPORTED') return undefined
  throw error
})
if (call === undefined) await takeTurns(() => ({}), { missing: 'this build does not have it' })
else {
  await checkUser(client, call)
  // Turns are short: the compiler would still be at work in those of the slower ones.
  await makeCalls(warmUpCalls, 16)
  await takeTurns(({ atATime, ms }) => callFor(ms, atATime))
}

async function makeCalls(calls, atATime) {
  let left = calls
  const work = async () => {
    while (left > 0) {
      left -= 1
      await call()
    }
  }
  await Promise.all(Array.from({ length: atATime }, work))
}

/**
 * Calls for some milliseconds, that many at a time. Garbage is this process's own, and collected when it sees fit: a forced
 * collection throws compiled code away, too.
 */
async function callFor(ms, atATime) {
  let calls = 0
  const usage = process.cpuUsage()
  const start = performance.now()
  const end = start + ms
  const work = async () => {
    while (performance.now() < end) {
      await call()
      calls += 1
    }
  }
  await Promise.all(Array.from({ length: atATime }, work))
  const wallMs = performance.now() - start
  const { user, system } = process.cpuUsage(usage)
  return { calls, wallMs, cpuMs: (user + system) / 1000 }
}
