import { randomBytes } from 'node:crypto'
import { ForbiddenError, NotFoundError } from 'jupyterhub-client'
import type { JupyterHub, ProgressEvent } from 'jupyterhub-client'
import type { Screen } from './screen.ts'

/** Undoes a step, whatever became of the steps after it. */
interface Undo {
  readonly what: string
  readonly undo: () => Promise<unknown>
}

/**
 * Plays the demo on a hub: people, a group, a limited token, a server that starts, shows its progress and stops. Names are
 * new, and everything that was made is removed at the end, also after a failure or an abort.
 */
export async function playStory(
  hub: JupyterHub,
  screen: Screen,
  signal: AbortSignal,
): Promise<void> {
  const undos: Undo[] = []
  const failures: unknown[] = []
  try {
    await play(hub, screen, signal, undos)
  } catch (error) {
    failures.push(error)
  }
  const left = await cleanUp(screen, undos)
  failures.push(...left)
  if (left.length > 0) throw new AggregateError(failures, 'some of what the demo made may be left')
  if (failures.length > 0) throw failures[0]
}

async function play(
  hub: JupyterHub,
  screen: Screen,
  signal: AbortSignal,
  undos: Undo[],
): Promise<void> {
  const suffix = randomBytes(3).toString('hex')
  const people = ['ada', 'grace', 'mary'].map((name) => `demo-${name}-${suffix}`)
  const [ada = ''] = people
  const group = `demo/class ${suffix}`

  screen.heading('Who is there')
  await screen.step(
    'the hub says its version',
    () => hub.version({ signal }),
    (it) => it.version,
  )
  await screen.step(
    'it knows the token',
    () => hub.whoami({ signal }),
    (me) => `${me.kind} ${me.name}`,
  )

  screen.heading('People')
  undos.push({
    what: `${people.length} people deleted`,
    undo: () => Promise.all(people.map((name) => unlessGone(hub.users.delete(name)))),
  })
  await screen.step(
    `${people.length} people created in one request`,
    () => hub.users.createMany(people, {}, { signal }),
    (users) => users.map((user) => user.name).join(', '),
  )
  undos.push({ what: 'the group deleted', undo: () => unlessGone(hub.groups.delete(group)) })
  await screen.step(
    'a group with a slash and a space in its name',
    () => hub.groups.create(group, { users: people }, { signal }),
    (it) => `${it.name} has ${it.users?.length} members`,
  )
  let count = 0
  await screen.step(
    'everyone listed, page after page',
    async () => {
      for await (const _ of hub.users.list({ signal })) count += 1
    },
    () => `${count} users`,
  )

  await playToken(hub, screen, signal, ada)
  await playServer(hub, screen, signal, ada, undos)
}

async function playToken(
  hub: JupyterHub,
  screen: Screen,
  signal: AbortSignal,
  user: string,
): Promise<void> {
  screen.heading('A token that may do one thing')
  const token = await screen.step(
    'a token for ten minutes that may read one user',
    () =>
      hub.tokens.create(
        user,
        { scopes: [`read:users!user=${user}`], expires_in: 600, note: 'demo' },
        { signal },
      ),
    ({ id }) => id,
  )
  const limited = hub.with({ token: token.token })
  await screen.step('it reads that user', () => limited.users.get(user, { signal }))
  await screen.step(
    'and is refused the list of everyone',
    () => refusal(limited.users.list({ signal }).first()),
    (error) => error.requiredScopes.join(' or '),
  )
  await screen.step('the token revoked', () => hub.tokens.revoke(user, token.id, { signal }))
}

async function playServer(
  hub: JupyterHub,
  screen: Screen,
  signal: AbortSignal,
  user: string,
  undos: Undo[],
): Promise<void> {
  screen.heading('A notebook server')
  const lab = hub.server(user)
  undos.push({ what: 'the server is stopped', undo: () => lab.ensureStopped() })
  const onProgress = ({ progress = 0, message = '' }: ProgressEvent) =>
    screen.progress(progress, message)
  const { server } = await screen.step(
    'started, and ready',
    () => lab.ensureRunning({ onProgress, signal }),
    ({ timeline }) => `${timeline.length} moments on its timeline`,
  )
  screen.detail(new URL(server.url, hub.apiUrl).href)
  await screen.step('stopped', () => lab.ensureStopped({ signal }))
}

async function refusal(call: Promise<unknown>): Promise<ForbiddenError> {
  try {
    await call
  } catch (error) {
    if (ForbiddenError.isInstance(error)) return error
    throw error
  }
  throw new Error('the limited token was not refused')
}

async function unlessGone(call: Promise<void>): Promise<void> {
  try {
    await call
  } catch (error) {
    if (!NotFoundError.isInstance(error)) throw error
  }
}

/** Gives what it failed at. */
async function cleanUp(screen: Screen, undos: Undo[]): Promise<unknown[]> {
  screen.heading('Cleaning up')
  const failures: unknown[] = []
  for (const { what, undo } of undos.toReversed()) {
    try {
      await screen.step(what, undo)
    } catch (error) {
      // What is left must not keep the rest from being removed.
      if (!NotFoundError.isInstance(error)) failures.push(error)
    }
  }
  return failures
}
