/** What a follower does with the reason of an abort. */
type Abort = (reason: unknown) => void

/** Those who follow a caller's signal. One listener serves them all: of more than ten, Node warns as of a leak. */
interface Followers {
  readonly aborts: Set<Abort>
  readonly notify: () => void
}

const followersOf = new WeakMap<AbortSignal, Followers>()

/** A controller that aborts when the caller's signal does, with the same reason, until it is unlinked. */
export function linkedController(caller: AbortSignal | undefined): {
  readonly controller: AbortController
  readonly unlink: () => void
} {
  const controller = new AbortController()
  const unlink = caller && follow(caller, (reason) => controller.abort(reason))
  return { controller, unlink: () => unlink?.() }
}

/** Calls `abort` when the caller's signal aborts, or at once if it has, until what this gives is called. */
export function follow(caller: AbortSignal, abort: Abort): () => void {
  if (caller.aborted) abort(caller.reason)
  const followers = followersOf.get(caller) ?? listen(caller)
  followers.aborts.add(abort)
  return () => {
    if (!followers.aborts.delete(abort) || followers.aborts.size > 0) return
    caller.removeEventListener('abort', followers.notify)
    followersOf.delete(caller)
  }
}

function listen(caller: AbortSignal): Followers {
  const aborts = new Set<Abort>()
  const notify = () => tellEach(aborts, (abort) => abort(caller.reason))
  caller.addEventListener('abort', notify)
  const followers = { aborts, notify }
  followersOf.set(caller, followers)
  return followers
}

/** Tells each, though one of them throws: as of what an `AbortSignal` tells, the program hears of it as uncaught. */
export function tellEach<T>(all: Iterable<T>, tell: (one: T) => void): void {
  for (const one of all) {
    try {
      tell(one)
    } catch (error) {
      queueMicrotask(() => {
        throw error
      })
    }
  }
}
