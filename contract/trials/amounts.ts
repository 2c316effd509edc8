import { isEmulated } from './trial.ts'

/** How much of everything is tried, and how long that takes. */
interface Amounts {
  /** Faults that are tried at the same time, and what clients give an attempt there, in milliseconds. */
  readonly faultsAtOnce: number
  readonly attemptMs: number
  /** Servers that start on a hub that is killed meanwhile. */
  readonly started: number
  /** How long after it was killed a hub is started again. */
  readonly downMs: number
  /** How long servers start, or stop, on a hub that is killed meanwhile: longer than it takes to ask for all of them. */
  readonly slowSeconds: number
  /** Servers that are started by a queue. */
  readonly queued: number
}

const ofRealHubs: Amounts = {
  faultsAtOnce: 4,
  attemptMs: 2000,
  started: 30,
  downMs: 5000,
  slowSeconds: 4,
  queued: 60,
}

/** Six emulated hubs are tried in the time of one real one. */
const ofEmulatedHubs: Amounts = {
  ...ofRealHubs,
  faultsAtOnce: 6,
  attemptMs: 4000,
  started: 12,
  downMs: 1500,
  queued: 30,
}

/** Those of the hub that is tried. */
export const amounts: Amounts = isEmulated ? ofEmulatedHubs : ofRealHubs
