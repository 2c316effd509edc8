import { expect, test } from 'vitest'
import { amounts } from './amounts.ts'
import { atATime } from './at-a-time.ts'
import { faultRows } from './faults/fault-rows.ts'
import type { Operation } from './faults/scene.ts'
import { holdSeconds, serverOperations } from './faults/server-operations.ts'
import { tableOf } from './faults/table.ts'
import { tryCase, userNameOf } from './faults/try-case.ts'
import type { Case } from './faults/try-case.ts'
import { listing, userOperations } from './faults/user-operations.ts'
import { clientOf, report, trialHub } from './trial.ts'

function casesOf(operation: Operation): Case[] {
  return faultRows
    .map((row, number) => ({ operation, row, number }))
    .filter(({ row }) => operation.isStream || row.streamsOnly !== true)
}

test('whatever happens on the way to the hub, a call ends and says what is so', async () => {
  const startedAt = performance.now()
  const holds = { slow_spawn_timeout: holdSeconds, slow_stop_timeout: holdSeconds }
  const hub = await trialHub({ JupyterHub: { tornado_settings: holds } })
  const ofServers = serverOperations.flatMap(casesOf)
  const owners = ofServers.map(({ operation, number }) => userNameOf(operation, number))
  await clientOf(hub).users.createMany(owners)
  const attempt = (one: Case) => tryCase(hub, one)
  const findings = [
    ...(await atATime(amounts.faultsAtOnce, casesOf(listing), attempt)),
    ...(await atATime(
      amounts.faultsAtOnce,
      [...ofServers, ...userOperations.flatMap(casesOf)],
      attempt,
    )),
  ]
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0)
  report(
    `faults, one at a time, default and named servers in turn (${seconds} s)`,
    tableOf(findings),
  )
  expect(findings.filter(({ kind }) => kind === 'lie' || kind === 'hang')).toEqual([])
})
