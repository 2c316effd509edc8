import type { Recorder } from './recorder.ts'

type Callable = (...args: unknown[]) => unknown

/**
 * Gives an object that behaves like a hub, a resource of it or a list, and shows the recorder every object it gives and
 * every error that it throws, rejects or ends an iteration with.
 */
export function witness<T extends object>(original: T, recorder: Recorder): T {
  recorder.object(original)
  return watch(original, recorder)
}

function watch<T extends object>(original: T, recorder: Recorder): T {
  // The proxy's own target is empty, so that no frozen property keeps it from giving a watched one.
  const stand: object = Object.create(Object.getPrototypeOf(original) as object | null)
  return new Proxy(stand, {
    get(_, key) {
      const value: unknown = Reflect.get(original, key, original)
      if (typeof value === 'function') return watchCall(value as Callable, original, recorder)
      return isPart(value) ? watch(value, recorder) : value
    },
    has: (_, key) => Reflect.has(original, key),
  }) as T
}

function watchCall(call: Callable, owner: object, recorder: Recorder): Callable {
  return (...args) => {
    try {
      return watchResult(Reflect.apply(call, owner, args), recorder)
    } catch (error) {
      recorder.error(error)
      throw error
    }
  }
}

function watchResult(result: unknown, recorder: Recorder): unknown {
  if (result instanceof Promise) {
    return result.then(
      (value: unknown) => (isPart(value) ? witness(value, recorder) : value),
      (error: unknown) => {
        recorder.error(error)
        throw error
      },
    )
  }
  return isPart(result) ? witness(result, recorder) : result
}

/** Whether a value is a part of the client, not data: it has methods, of its own or by its class. */
function isPart(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) return !isBuiltIn(value)
  return Reflect.ownKeys(value).some((key) => typeof Reflect.get(value, key) === 'function')
}

const isBuiltIn = (value: object): boolean =>
  value instanceof Date || value instanceof Map || value instanceof Set || value instanceof Error
