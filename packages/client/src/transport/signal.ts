/** Those who follow a caller's signal. One listener serves them all: of more than ten, Node warns as of a leak. */
interface Followers {
  readonly controllers: Set<AbortController>
  readonly notify: () => void
}

const followersOf = new WeakMap<AbortSignal, Followers>()

/** A controller that aborts when the caller's signal does, with the same reason, until it is unlinked. */
export function linkedController(caller: AbortSignal | undefined): {
  readonly controller: AbortController
  readonly unlink: () => void
} {
  const controller = new AbortController()
  if (caller === undefined) return { controller, unlink: () => {} }
  if (caller.aborted) controller.abort(caller.reason)
  const followers = followersOf.get(caller) ?? follow(caller)
  followers.controllers.add(controller)
  return {
    controller,
    unlink() {
      if (!followers.controllers.delete(controller) || followers.controllers.size > 0) return
      caller.removeEventListener('abort', followers.notify)
      followersOf.delete(caller)
    },
  }
}

function follow(caller: AbortSignal): Followers {
  const controllers = new Set<AbortController>()
  const notify = () => controllers.forEach((controller) => controller.abort(caller.reason))
  caller.addEventListener('abort', notify)
  const followers = { controllers, notify }
  followersOf.set(caller, followers)
  return followers
}
