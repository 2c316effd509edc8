import { BadRequestError, ConflictError } from '../errors.ts'
import type { RequestSummary } from '../errors.ts'
import { isPassing } from '../lifecycle/observe.ts'
import type { CreatedUser } from '../models/many.ts'
import type { User } from '../models/user.ts'
import type { CallOptions } from '../options.ts'
import type { Transport } from '../transport/call.ts'
import { wait } from '../transport/deadline.ts'
import { readList } from '../transport/read.ts'
import { mayHaveReachedHub } from '../transport/retry.ts'

/** The hub makes them one by one, and does nothing else meanwhile: about 5 ms each. */
const chunkSize = 200
const defaultRetries = 2
const pauseMs = 1000

/** A batch of names that the hub is still to be given. */
interface Batch {
  readonly names: readonly string[]
  /** It was given already, wholly or in part: who exists now, may have come of that. */
  readonly again: boolean
}

/**
 * Creates users with the hub's own batch call, in chunks. That call refuses all names if one is invalid, and says nothing
 * of those that exist: here each name has its outcome, in the order given.
 *
 * @see https://github.com/jupyterhub/jupyterhub/blob/main/jupyterhub/apihandlers/users.py `UserListAPIHandler.post`
 */
export async function createMany(
  { send, oneCall, settings }: Transport,
  names: readonly string[],
  body: object,
  options: CallOptions | undefined,
): Promise<CreatedUser[]> {
  const call = oneCall(options)
  const { retries = settings.defaults.retries ?? defaultRetries } = call
  const outcomes = new Map<string, CreatedUser>()
  const batches = inChunks([...new Set(names)])
  let losses = 0
  for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
    try {
      // What is to be repeated is decided here, not below.
      const once = { ...call, retries: 0 }
      const answer = await send('POST /users', [], once, {
        body: { ...body, usernames: batch.names },
      })
      for (const outcome of match(batch, readList<User>(answer)))
        outcomes.set(outcome.name, outcome)
    } catch (error) {
      // What middleware throws of its own may look the same.
      const { url } = Object(error) as Partial<RequestSummary>
      if (url !== `${settings.apiUrl}/users`) throw error
      if (ConflictError.isInstance(error)) {
        for (const outcome of match(batch, [])) outcomes.set(outcome.name, outcome)
      } else if (BadRequestError.isInstance(error) && isAboutName.test(error.message)) {
        const [invalid, rest] = sift(batch, error.message)
        const { message } = error
        for (const name of invalid) outcomes.set(name, { name, outcome: 'invalid', message })
        batches.unshift(...rest)
      } else if (isPassing(error, false) && (losses += 1) <= retries) {
        await wait(settings.clock, pauseMs, call.signal)
        // The hub passes over those that exist.
        batches.unshift({ ...batch, again: batch.again || mayHaveReachedHub(error) })
      } else throw error
    }
  }
  return [...new Set(names)].flatMap((name) => outcomes.get(name) ?? [])
}

function inChunks(names: readonly string[]): Batch[] {
  const chunks = Math.ceil(names.length / chunkSize)
  return Array.from({ length: chunks }, (_, index) => ({
    names: names.slice(index * chunkSize, (index + 1) * chunkSize),
    again: false,
  }))
}

/**
 * Who of a batch was created, and who existed. The hub answers with the new users, under the names that its authenticator
 * made of those it was given (lower case, usually), in their order.
 */
function match({ names, again }: Batch, created: readonly User[]): CreatedUser[] {
  const byName = new Map(created.map((user) => [user.name, user]))
  const found = names.map((name) => ({
    name,
    user: byName.get(name) ?? byName.get(name.toLowerCase()),
  }))
  const known = new Set(found.map(({ user }) => user))
  // Names that were mapped to others: in their order, if there are as many.
  const mapped = [...byName.values()].filter((user) => !known.has(user))
  const unknown = found.filter(({ user }) => user === undefined)
  const isWhole = unknown.length === mapped.length
  return found.map(({ name, user: same }) => {
    const user = same ?? (isWhole ? mapped.shift() : undefined)
    if (user !== undefined) return { name, outcome: 'created', user }
    // Some of those that were created, cannot be told from those that existed.
    const uncertain = again || mapped.length > 0
    return uncertain ? { name, outcome: 'existed', uncertain } : { name, outcome: 'existed' }
  })
}

const isAboutName = /^Invalid username|^Failed to create user/

/**
 * Splits a batch that was refused into the names that the hub calls invalid and batches of the rest. If it names none that
 * can be told, the batch is halved until one name is left.
 */
function sift({ names, again }: Batch, message: string): [readonly string[], Batch[]] {
  const single = /^Invalid username: (.*)$/s.exec(message)?.[1]
  const several = /^Invalid usernames: (.*)$/s.exec(message)?.[1]
  const failed = /^Failed to create user (.*?): /s.exec(message)?.[1]
  // A name may hold what stands between names.
  const isPlain = !names.some((name) => name.includes(', '))
  const listed = isPlain ? several?.split(', ') : undefined
  const named = new Set([single, failed, ...(listed ?? [])])
  const isNamed = (name: string) => named.has(name) || named.has(name.toLowerCase())
  const invalid = names.filter(isNamed)
  const rest = names.filter((name) => !isNamed(name))
  // Those before one that failed, have been made.
  const partly = again || failed !== undefined
  if (invalid.length > 0) return [invalid, rest.length > 0 ? [{ names: rest, again: partly }] : []]
  if (names.length === 1) return [names, []]
  const half = Math.ceil(names.length / 2)
  return [
    [],
    [names.slice(0, half), names.slice(half)].map((part) => ({ names: part, again: partly })),
  ]
}
