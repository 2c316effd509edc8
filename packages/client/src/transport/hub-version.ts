import type { CallOptions } from '../options.ts'
import { defaultTimeoutMs } from './answer.ts'
import { Deadline } from './deadline.ts'
import { endsAt, oneCall } from './plan.ts'
import type { Settings } from './plan.ts'

/**
 * The hub's version, which `ask` is called for unless an answer has told it, or another call is just asking. If that
 * fails, or takes longer than this call has, this one asks for itself: what it rejects with is its own.
 */
export async function knownVersion(
  settings: Settings,
  given: CallOptions = {},
  ask: (options: CallOptions) => Promise<string>,
): Promise<string> {
  const { memory } = settings
  if (memory.version !== undefined) return memory.version
  const options = oneCall(settings, given)
  if (memory.asking !== undefined) await whileItMay(settings, options, memory.asking)
  if (memory.version !== undefined) return memory.version
  const asking = ask(options)
  memory.asking = asking
  try {
    memory.version = await asking
    return memory.version
  } finally {
    if (memory.asking === asking) delete memory.asking
  }
}

/** Waits for a promise, however it settles, as long as a call may. */
async function whileItMay(
  settings: Settings,
  options: CallOptions,
  promise: Promise<unknown>,
): Promise<void> {
  const { clock, defaults } = settings
  const merged = { ...defaults, ...options }
  const { signal, timeout = defaultTimeoutMs } = merged
  const leftMs = Math.min(timeout, endsAt(settings, merged, options) - clock.now())
  const deadline = new Deadline(clock, signal, Math.max(0, leftMs), () => new Error('over'))
  try {
    await deadline.race(promise)
  } catch {
    signal?.throwIfAborted()
  } finally {
    deadline.dispose()
  }
}
