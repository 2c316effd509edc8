import {
  BadRequestError,
  ConflictError,
  ForbiddenError,
  HubConnectionError,
  HubResponseError,
  NotFoundError,
} from 'jupyterhub-client'
import type { JupyterHub } from 'jupyterhub-client'
import { parseTarget, printTarget } from '../commands/server-target.ts'
import { CliError, failure } from '../errors/cli-error.ts'
import { messageOf } from '../errors/message-of.ts'
import { changeShare } from './change-share.ts'
import { nameOnHub, unless } from './on-hub.ts'
import { sizeOf, someOf } from './plan.ts'
import type { Step } from './plan.ts'
import { normalised } from './roster.ts'

/** So many names go into one request. */
const chunkSize = 200

/** So many people are changed by requests of their own at once, and between two lines of the journal. */
const atOnce = 10

type CreateUsers = Extract<Step, { change: 'create users' }>

/** A part of a step that is one request, or a few. */
export function* partsOf(step: Step): Generator<Step> {
  if (step.names.length === 0) yield step
  const oneByOne = 'shares' in step || /^(make|delete|start)/.test(step.change)
  const size = oneByOne ? atOnce : chunkSize
  for (let at = 0; at < step.names.length; at += size) {
    yield someOf(step, (which) => which >= at && which < at + size)
  }
}

/** Changes of a step that were not made. */
export interface Failure {
  /** Whom they are about; nobody if it is the group of the step. */
  readonly names: readonly string[]
  readonly error: unknown
}

/** What became of a step. */
export interface Outcome {
  /** So many changes of it are made. */
  readonly made: number
  readonly failures: readonly Failure[]
  /** Users who may have other names than those that they were to be created by. */
  readonly doubtful: readonly string[]
  /** What is no matter of this step alone: the next ones would fail, too. */
  readonly ended: Failure | undefined
}

type Attempt = Pick<Outcome, 'failures' | 'doubtful'>

/**
 * Makes a change. Made again, it changes nothing more; what somebody else has made meanwhile is made. That one name fails does not
 * keep the others from being changed.
 */
export async function applyStep(
  hub: JupyterHub,
  step: Step,
  signal: AbortSignal,
): Promise<Outcome> {
  const { failures, doubtful } = await attempt(hub, step, signal).catch(
    (error: unknown): Attempt => ({ failures: [{ names: step.names, error }], doubtful: [] }),
  )
  signal.throwIfAborted()
  const failed = failures.reduce((sum, { names }) => sum + Math.max(1, names.length), 0)
  return {
    made: sizeOf([step]) - failed,
    failures: failures.filter(({ error }) => isOwn(error)),
    doubtful,
    ended: failures.find(({ error }) => !isOwn(error)),
  }
}

const attempt = async (hub: JupyterHub, step: Step, signal: AbortSignal): Promise<Attempt> =>
  step.change === 'create users'
    ? createUsers(hub, step, signal)
    : { failures: await change(hub, step, signal), doubtful: [] }

/** Answers of what stands before a hub that is not there. */
const gone = new Set([502, 503, 504])

/** Whether an error is one of a change alone. */
function isOwn(error: unknown): boolean {
  if (error instanceof CliError) return true
  return (
    HubResponseError.isInstance(error) &&
    !ForbiddenError.isInstance(error) &&
    !gone.has(error.status)
  )
}

async function createUsers(
  hub: JupyterHub,
  { admin, names }: CreateUsers,
  signal: AbortSignal,
): Promise<Attempt> {
  const made = await hub.users.createMany(names, admin ? { admin } : {}, { signal })
  const invalid = made.filter(({ outcome }) => outcome === 'invalid').map(({ name }) => name)
  const isAsWritten = (name: string, user = '') => normalised(name) === normalised(user)
  return {
    failures: invalid.map((name) => ({
      names: [name],
      error: failure(`the hub takes no such name as ${name}`),
    })),
    doubtful: made
      .filter(({ outcome }) => outcome !== 'invalid')
      .filter(({ name, user }) => !isAsWritten(name, user?.name))
      .map(({ name }) => name),
  }
}

async function change(
  hub: JupyterHub,
  step: Exclude<Step, CreateUsers>,
  signal: AbortSignal,
): Promise<readonly Failure[]> {
  const options = { signal }
  switch (step.change) {
    case 'make admin':
    case 'make no admin': {
      const admin = step.change === 'make admin'
      return eachOf(step, step.names, (name) => hub.users.update(name, { admin }, options))
    }
    case 'create group':
      await unless(ConflictError, hub.groups.create(step.group, {}, options))
      return []
    case 'set properties':
      await hub.groups.setProperties(step.group, step.properties, options)
      return []
    case 'add to group':
      return changeMembers(step.names, (names) => hub.groups.addUsers(step.group, names, options))
    case 'remove from group':
      return changeMembers(step.names, (names) =>
        hub.groups.removeUsers(step.group, names, options),
      )
    case 'start servers':
      return startServers(hub, step.names, signal)
    case 'grant shares':
    case 'widen shares':
    case 'narrow shares':
    case 'take back shares':
      return eachOf(step, step.shares, (share) => changeShare(hub, step.change, share, signal))
    case 'delete users':
      return eachOf(step, step.names, (name) =>
        unless(NotFoundError, hub.users.delete(name, { stopServers: true, signal })),
      )
  }
}

/** Does something with each thing of a step at once. */
async function eachOf<T>(
  { names }: Step,
  things: readonly T[],
  act: (thing: T) => Promise<unknown>,
): Promise<Failure[]> {
  const ends = await Promise.allSettled(things.map(act))
  return ends.flatMap((end, at) =>
    end.status === 'fulfilled' ? [] : [{ names: names.slice(at, at + 1), error: end.reason }],
  )
}

/** The hub changes nothing for anybody if it does not know somebody, and names the first: the others are tried again. */
async function changeMembers(
  names: readonly string[],
  act: (names: readonly string[]) => Promise<unknown>,
): Promise<Failure[]> {
  const failures: Failure[] = []
  let left = names
  while (left.length > 0) {
    try {
      await act(left)
      return failures
    } catch (error) {
      const unknown = unknownIn(error)
      const found = left.filter((name) => normalised(name) === unknown)
      if (unknown === undefined || found.length === 0) throw error
      failures.push({ names: found, error: lowerCase(unknown) })
      left = left.filter((name) => !found.includes(name))
    }
  }
  return failures
}

async function startServers(
  hub: JupyterHub,
  names: readonly string[],
  signal: AbortSignal,
): Promise<readonly Failure[]> {
  const targets = await Promise.all(
    names.map(parseTarget).map(async ({ user, name }) => {
      return { user: await nameOnHub(hub, user, signal), name }
    }),
  )
  const failures: Failure[] = []
  const left = new Set(targets.map(printTarget))
  for await (const one of hub.servers.ensureRunningAll(targets, { signal })) {
    const name = printTarget(one)
    if (one.outcome === 'failed' && HubConnectionError.isInstance(one.error)) {
      const error = await absenceOf(hub, signal)
      if (error !== undefined) return [...failures, { names: [...left], error }]
    }
    left.delete(name)
    if (one.outcome === 'done') continue
    const why = one.outcome === 'failed' ? messageOf(one.error) : 'it was not tried'
    failures.push({ names: [name], error: failure(`${name} did not start: ${why}`) })
  }
  return failures
}

/** What the hub fails with if it is not there, so that no other server starts either. */
const absenceOf = (hub: JupyterHub, signal: AbortSignal): Promise<unknown> =>
  hub.version({ signal }).then(
    () => undefined,
    (error: unknown) => error,
  )

/** Whom the hub does not know, if that is what the error says. */
function unknownIn(error: unknown): string | undefined {
  const [, name] =
    (BadRequestError.isInstance(error) && /^No such user: (.*)/.exec(error.message)) || []
  return name
}

/** Groups are changed by names as a login makes them, and the hub may have users that no login would make. */
const lowerCase = (name: string): CliError =>
  failure(
    `the hub looks for ${name} to change a group, and has nobody of that name`,
    `Does it have that name with capital letters? Change it: jhub users rename OLD ${name}`,
  )
