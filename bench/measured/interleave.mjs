import { setImmediate } from 'node:timers/promises'

/**
 * Times every subject once a round, ABC, BCA, CAB, …, so that what the machine does meanwhile falls on all alike and
 * none always runs behind the same other.
 *
 * @param subjects - By name, functions that make one call.
 * @returns By name, microseconds per call for each round: on the clock, and of processors' time.
 */
export async function interleave(subjects, { rounds, warmUpRounds, calls, atATime }) {
  const names = Object.keys(subjects)
  const wall = Object.fromEntries(names.map((name) => [name, []]))
  const cpu = Object.fromEntries(names.map((name) => [name, []]))
  for (let round = -warmUpRounds; round < rounds; round += 1) {
    for (let place = 0; place < names.length; place += 1) {
      const name = names[(place + round + warmUpRounds) % names.length]
      const micros = await timeCalls(subjects[name], calls, atATime)
      if (round < 0) continue
      wall[name].push(micros.wall)
      cpu[name].push(micros.cpu)
    }
  }
  return { wall, cpu }
}

async function timeCalls(call, calls, atATime) {
  // What the one before has left over is not the next one's to clear away.
  await setImmediate()
  globalThis.gc()
  let left = calls
  const work = async () => {
    while (left > 0) {
      left -= 1
      await call()
    }
  }
  const usage = process.cpuUsage()
  const start = performance.now()
  await Promise.all(Array.from({ length: atATime }, work))
  const wall = ((performance.now() - start) * 1000) / calls
  const { user, system } = process.cpuUsage(usage)
  return { wall, cpu: (user + system) / calls }
}
