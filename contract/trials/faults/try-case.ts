import { setTimeout as sleep } from 'node:timers/promises'
import { HubError } from 'jupyterhub-client'
import { startFaultProxy } from 'testbed'
import type { Exchange } from 'testbed'
import { amounts } from '../amounts.ts'
import type { TrialHub } from '../hubs/trial-hub.ts'
import { clientOf, noteError } from '../trial.ts'
import type { FaultRow } from './fault-rows.ts'
import type { Ending, Operation, Scene } from './scene.ts'

/** A fault and what it strikes. */
export interface Case {
  readonly operation: Operation
  readonly row: FaultRow
  /** Number of the row. */
  readonly number: number
}

/** What came of a case. */
export interface Finding {
  readonly operation: string
  readonly row: string
  /** For the table. */
  readonly cell: string
  readonly kind: 'success' | 'error' | 'lie' | 'hang'
  /** What is not true, and how it came to that. */
  readonly lies: readonly string[]
}

const totalMs = 20_000
/** Whoever has not settled by then, never will. */
const hangMs = totalMs + 5_000

/** Tries one: what the call says must agree with what the hub itself says. */
export async function tryCase(hub: TrialHub, { operation, row, number }: Case): Promise<Finding> {
  await using proxy = await startFaultProxy(hub.url)
  const limits = { timeout: amounts.attemptMs, totalTimeout: totalMs }
  const scene: Scene = {
    hub,
    client: clientOf({ ...hub, url: proxy.url }, limits),
    straight: clientOf(hub),
    version: hub.version,
    user: userNameOf(operation, number),
    server: operation.serverName ?? (number % 2 === 0 ? '' : 'lab'),
    row: number,
  }
  const prepared = await operation.prepare(scene)
  const injection = proxy.inject(operation.aim(scene), row.fault)
  const about = { operation: operation.name, row: row.name }
  const ending = await endingOf(operation.run(scene, prepared))
  if (ending === undefined) return { ...about, cell: 'HANG', kind: 'hang', lies: [] }
  const { exchanges } = proxy
  const lies = [
    ...(injection.struck === 1 ? [] : ['the fault struck nothing']),
    ...('error' in ending ? falsehoodOf(ending.error, row) : []),
    ...(await operation.contradictions(scene, prepared, ending, exchanges)),
    ...(operation.once && forwardedLike(exchanges) > 1 ? ['given to the hub twice'] : []),
  ]
  await operation.cleanUp?.(scene)
  if (lies.length > 0) {
    const story = [...lies, ...exchanges.map(describe), describeEnding(ending)]
    return { ...about, cell: 'LIE', kind: 'lie', lies: story }
  }
  if ('error' in ending) {
    noteError(ending.error)
    return { ...about, cell: `error: ${codeOf(ending.error)}`, kind: 'error', lies }
  }
  const attempts = likeStruck(exchanges).length - (operation.needs ?? 1) + 1
  return {
    ...about,
    cell: attempts > 1 ? `ok after ${attempts} attempts` : 'ok',
    kind: 'success',
    lies,
  }
}

/** The user of a case about a server. */
export const userNameOf = ({ name }: Operation, number: number): string => `${name}-${number}`

async function endingOf<T>(call: Promise<T>): Promise<Ending<T> | undefined> {
  const over = new AbortController()
  try {
    return await Promise.race([
      call.then(
        (value) => ({ value }),
        (error: unknown) => ({ error }),
      ),
      sleep(hangMs, undefined, { signal: over.signal }),
    ])
  } finally {
    over.abort()
  }
}

/** What is wrong with an error: it must be one of ours, and tell of the fault and of nothing else. */
function falsehoodOf(error: unknown, row: FaultRow): string[] {
  if (!HubError.isInstance(error)) return ['not an error of the client']
  return row.isNamedBy(error) ? [] : [`not what happened: ${error.name}, ${error.message}`]
}

const codeOf = (error: unknown): string => (HubError.isInstance(error) ? error.code : 'unknown')

/** Requests like the one that was struck, itself among them. */
function likeStruck(exchanges: readonly Exchange[]): Exchange[] {
  const struck = exchanges.find(({ fault }) => fault !== undefined)
  return exchanges.filter(({ method, path }) => method === struck?.method && path === struck.path)
}

function forwardedLike(exchanges: readonly Exchange[]): number {
  return likeStruck(exchanges).reduce((sum, { forwarded }) => sum + forwarded, 0)
}

function describe({ method, path, status, fault, forwarded }: Exchange): string {
  const passing = forwarded === 1 ? `hub: ${status ?? 'no answer'}` : 'not forwarded'
  return `${method} ${path}: ${passing}${fault === undefined ? '' : ` (${JSON.stringify(fault)})`}`
}

function describeEnding(ending: Ending<unknown>): string {
  return 'error' in ending ? `rejected: ${String(ending.error)}` : 'resolved'
}
