import { operations } from 'jupyterhub-client'
import type { OperationId, OperationTarget } from 'jupyterhub-client'

/** An operation, and what it is about. */
export interface Question {
  readonly id: OperationId
  readonly target: OperationTarget
}

// Of each user, all that the hub knows. Filters of scopes fit one of them, or neither.
const ada = { user: 'ada', groups: ['staff'], admin: false }
const bob = { user: 'bob', groups: [], admin: false }
const admin = { user: 'admin', groups: [], admin: true }

const lab = { server: 'lab' }
const byAda = { owner: 'ada', groups: ['staff'], ...lab }

/** What operations are tried on where one target is not enough, or has parts. */
const special: Partial<Record<OperationId, readonly OperationTarget[]>> = {
  'GET /users/{user}': [ada, bob, admin],
  // Never one that would take the tokens of the trial with it.
  'DELETE /users/{user}': [ada],
  'PATCH /users/{user}': [ada, admin],
  'POST /users/{user}/tokens': [ada, bob, admin],
  'POST /users/{user}/server': [ada, bob],
  'DELETE /users/{user}/servers/{server}': [
    { ...ada, ...lab },
    { ...ada, server: '' },
    { ...bob, ...lab },
  ],
  'GET /groups/{group}': [{ group: 'staff' }, { group: 'other' }],
  'GET /services/{service}': [{ service: 'web' }, { service: 'nobody' }],
  'GET /shares/{owner}/{server}': [byAda, { ...byAda, server: '' }],
  'POST /shares/{owner}/{server}': [
    { ...byAda, shareWith: { user: 'bob' } },
    { ...byAda, shareWith: { user: 'admin' } },
    { ...byAda, shareWith: { group: 'staff' } },
  ],
}

/** What the others are tried on, by their path: the first that fits. */
const usual: readonly (readonly [RegExp, OperationTarget])[] = [
  [/\{user\}\/shared\//, { ...ada, owner: 'bob', ...lab }],
  [/\{group\}\/shared\//, { group: 'staff', owner: 'bob', ...lab }],
  [/\{owner\}/, byAda],
  [/\{user\}/, { ...ada, ...lab }],
  [/\{group\}/, { group: 'staff' }],
  [/\{service\}/, { service: 'web' }],
  [/^/, {}],
]

/** Every operation of a hub that takes a token, on each of its targets. */
export function allQuestions(has: (id: OperationId) => boolean): Question[] {
  return (Object.keys(operations) as OperationId[])
    .filter((id) => has(id) && operations[id].scopes !== 'cookie')
    .flatMap((id) => targetsOf(id).map((target) => ({ id, target })))
}

/** What an operation is tried on. */
function targetsOf(id: OperationId): readonly OperationTarget[] {
  return (
    special[id] ??
    usual
      .filter(([pattern]) => pattern.test(id))
      .slice(0, 1)
      .map(([, target]) => target)
  )
}

/** Whether a question is about the user whose tokens are tried, of whom every token knows the name. */
export function isAboutHolder({ target: { user, shareWith } }: Question): boolean {
  return user === 'admin' || (shareWith !== undefined && Object.values(shareWith).includes('admin'))
}

/** A question in a line. */
export function printQuestion({ id, target }: Question): string {
  const { groups: _, admin: __, ...names } = target
  return `${id} ${JSON.stringify(names)}`
}
