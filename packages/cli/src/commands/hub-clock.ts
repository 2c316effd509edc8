import type { Middleware } from 'jupyterhub-client'
import type { Stage } from '../command.ts'
import { spanOf } from '../duration.ts'

/** Answers come with a delay, and their dates are whole seconds. */
const toleranceMs = 60_000

/**
 * The same stage, whose time is that of the hub, as its answers say it, where this machine's clock is far from it: what the hub has seen
 * an hour ago is not to look idle for longer because a clock here is wrong.
 */
export function byHubClock<F>(stage: Stage<F>): Stage<F> {
  const { io, hub, out } = stage
  let skewMs = 0
  const heed: Middleware = async (request, next) => {
    const response = await next(request)
    const skew = Date.parse(response.headers.get('date') ?? '') - io.now()
    if (Number.isNaN(skew)) return response
    const before = skewMs
    // Anew with each answer: a clock is put right while this goes on for weeks.
    skewMs = Math.abs(skew) > toleranceMs ? skew : 0
    if (before === 0 && skewMs !== 0) {
      const words = `${spanOf(Math.abs(skew) / 1000)} ${skew < 0 ? 'ahead of' : 'behind'}`
      out.note(`The clock of this machine is ${words} that of the hub, which is gone by.`)
    }
    return response
  }
  return {
    ...stage,
    io: { ...io, now: () => io.now() + skewMs },
    hub: hub.with({ middleware: [heed] }),
  }
}
