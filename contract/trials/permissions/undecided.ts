import type { Finding, Told } from './compare.ts'

/** Findings where the client would not say. */
export function undecided(findings: readonly Finding[], told: Told): Finding[] {
  return findings.filter(({ predicted }) => predicted[told] === 'maybe')
}

/** Findings where it would not say, and might have. */
export function tooCautious(findings: readonly Finding[]): Finding[] {
  return [
    ...undecided(findings, 'all').filter((finding) => !isUpToTheHub(finding)),
    ...undecided(findings, 'names only').filter(
      (finding) => !isUpToTheHub(finding) && !dependsOnThings(finding),
    ),
  ]
}

/** Whether the hub's settings decide, which nothing tells. */
function isUpToTheHub({ question: { id } }: Finding): boolean {
  return id === 'POST /users/{user}/admin-access'
}

/** Whether it depends on the groups of a user, on whether it is an admin, or on with whom something is shared. */
function dependsOnThings({ holder, question: { id, target } }: Finding): boolean {
  const isNarrowedToGroup = holder.identity.scopes?.some((scope) => scope.includes('!group='))
  const isAboutUser = target.user !== undefined || target.owner !== undefined
  return (
    (isAboutUser && isNarrowedToGroup === true) ||
    id === 'PATCH /users/{user}' ||
    id === 'POST /shares/{owner}/{server}'
  )
}
