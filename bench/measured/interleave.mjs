import { existsSync, readFileSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'

/**
 * Times every subject once a round, ABC, BCA, CAB, …, so that what the machine does meanwhile falls on all alike and
 * none always runs behind the same other.
 *
 * @param subjects - By name, functions that make one call.
 * @returns By name, microseconds per call for each round: on the clock, of processors' time, and of the server's, if its
 *   process is named and the system tells.
 */
export async function interleave(subjects, { rounds, warmUpRounds, calls, atATime, serverPid }) {
  const names = Object.keys(subjects)
  const samples = () => Object.fromEntries(names.map((name) => [name, []]))
  const [wall, cpu, server] = [samples(), samples(), samples()]
  for (let round = -warmUpRounds; round < rounds; round += 1) {
    for (let place = 0; place < names.length; place += 1) {
      const name = names[(place + round + warmUpRounds) % names.length]
      const micros = await timeCalls(subjects[name], calls, atATime, serverPid)
      if (round < 0) continue
      wall[name].push(micros.wall)
      cpu[name].push(micros.cpu)
      server[name].push(micros.server)
    }
  }
  return { wall, cpu, server }
}

async function timeCalls(call, calls, atATime, serverPid) {
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
  const serverStart = serverMicros(serverPid)
  const usage = process.cpuUsage()
  const start = performance.now()
  await Promise.all(Array.from({ length: atATime }, work))
  const wall = ((performance.now() - start) * 1000) / calls
  const { user, system } = process.cpuUsage(usage)
  const server = (serverMicros(serverPid) - serverStart) / calls
  return { wall, cpu: (user + system) / calls, server }
}

/** Microseconds that a process of one thread has had of a processor; 0 where the system does not tell. */
function serverMicros(pid) {
  const file = `/proc/${pid}/schedstat`
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split(' ', 1)[0]) / 1000 : 0
}
