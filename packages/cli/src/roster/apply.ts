import { BadRequestError, ConflictError, NotFoundError } from 'jupyterhub-client'
import type { JupyterHub } from 'jupyterhub-client'
import { parseTarget, printTarget } from '../commands/server-target.ts'
import { failure } from '../errors/cli-error.ts'
import { messageOf } from '../errors/message-of.ts'
import { namesOf } from '../prompt/names.ts'
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
  const oneByOne = /^(make|delete|start)/.test(step.change)
  const size = oneByOne ? atOnce : chunkSize
  for (let at = 0; at < step.names.length; at += size) {
    yield { ...step, names: step.names.slice(at, at + size) }
  }
}

/**
 * Makes a change. Made again, it changes nothing more; what somebody else has made meanwhile is made.
 *
 * @returns Users who may have other names than those that they were to be created by.
 */
export async function applyStep(
  hub: JupyterHub,
  step: Step,
  signal: AbortSignal,
): Promise<readonly string[]> {
  if (step.change === 'create users') return createUsers(hub, step, signal)
  await change(hub, step, signal)
  return []
}

async function createUsers(
  hub: JupyterHub,
  { admin, names }: CreateUsers,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const made = await hub.users.createMany(names, admin ? { admin } : {}, { signal })
  const invalid = made.filter(({ outcome }) => outcome === 'invalid').map(({ name }) => name)
  if (invalid.length > 0) throw failure(`the hub takes no such names as ${namesOf(invalid)}`)
  const isAsWritten = (name: string, user = '') => normalised(name) === normalised(user)
  return made.filter(({ name, user }) => !isAsWritten(name, user?.name)).map(({ name }) => name)
}

async function change(
  hub: JupyterHub,
  step: Exclude<Step, CreateUsers>,
  signal: AbortSignal,
): Promise<void> {
  const options = { signal }
  switch (step.change) {
    case 'make admin':
    case 'make no admin': {
      const admin = step.change === 'make admin'
      await Promise.all(step.names.map((name) => hub.users.update(name, { admin }, options)))
      return
    }
    case 'create group':
      await unless(ConflictError, hub.groups.create(step.group, {}, options))
      return
    case 'set properties':
      await hub.groups.setProperties(step.group, step.properties, options)
      return
    case 'add to group':
      await hub.groups.addUsers(step.group, step.names, options).catch(explainLowerCase)
      return
    case 'remove from group':
      await hub.groups.removeUsers(step.group, step.names, options).catch(explainLowerCase)
      return
    case 'start servers':
      await startServers(hub, step.names, signal)
      return
    case 'delete users':
      await Promise.all(
        step.names.map((name) =>
          unless(NotFoundError, hub.users.delete(name, { stopServers: true, signal })),
        ),
      )
  }
}

async function startServers(
  hub: JupyterHub,
  names: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const targets = await Promise.all(
    names.map(parseTarget).map(async ({ user, name }) => {
      return { user: await nameOnHub(hub, user, signal), name }
    }),
  )
  const missing: string[] = []
  let why: unknown
  for await (const one of hub.servers.ensureRunningAll(targets, { signal })) {
    if (one.outcome === 'done') continue
    missing.push(printTarget(one))
    if (one.outcome === 'failed') why ??= one.error
  }
  signal.throwIfAborted()
  if (missing.length > 0) throw failure(`${namesOf(missing)} did not start: ${messageOf(why)}`)
}

/** Somebody who was created a moment ago under a name with capitals, may have it in lower case. */
async function nameOnHub(hub: JupyterHub, name: string, signal: AbortSignal): Promise<string> {
  if (name === normalised(name)) return name
  try {
    return (await hub.users.get(name, { signal })).name
  } catch (error) {
    if (NotFoundError.isInstance(error)) return normalised(name)
    throw error
  }
}

/** Passes over the error that says that it is so already. */
async function unless(
  kind: typeof ConflictError | typeof NotFoundError,
  done: Promise<unknown>,
): Promise<void> {
  await done.catch((error: unknown) => {
    if (!kind.isInstance(error)) throw error
  })
}

/** Groups are changed by names as a login makes them, and the hub may have users that no login would make. */
function explainLowerCase(error: unknown): never {
  const [, name] =
    (BadRequestError.isInstance(error) && /^No such user: (.*)/.exec(error.message)) || []
  if (name === undefined) throw error
  throw failure(
    `the hub looks for ${name} to change a group, and has nobody of that name`,
    `Does it have that name with capital letters? Change it: jhub users rename OLD ${name}`,
  )
}
