import { featureSince, operations, UnsupportedError } from 'jupyterhub-client'
import type { Feature, OperationId } from 'jupyterhub-client'
import { describe, expect, test } from 'vitest'
import { hasOperation, isAtLeast } from '../src/version.ts'
import { askAll, holdAll } from './permissions/ask-all.ts'
import { combinations } from './permissions/combinations.ts'
import { disagreements } from './permissions/compare.ts'
import { deletingLast, tryFewest } from './permissions/fewest.ts'
import type { FewestFinding } from './permissions/fewest.ts'
import { linesOfComparison, linesOfFewest } from './permissions/lines.ts'
import { withOwnScopes, wronglyExpanded } from './permissions/own-scopes.ts'
import { allQuestions, isAboutHolder } from './permissions/questions.ts'
import {
  makeScene,
  makeSceneOfRoles,
  makeServers,
  scopesOfHub,
  testbedHolders,
} from './permissions/scene.ts'
import type { Scene } from './permissions/scene.ts'
import { scopeSets, unknownScopes } from './permissions/scopes.ts'
import { tooCautious } from './permissions/undecided.ts'
import { hubVersion, report, trialHub } from './trial.ts'

const has = (id: OperationId) => hasOperation(hubVersion, operations[id])
const knows = (feature: Feature) => isAtLeast(hubVersion, featureSince[feature])
const questions = allQuestions(has)

describe('permissions', () => {
  test('are what canDo says, for every scope and every operation', async () => {
    const startedAt = performance.now()
    const { scene, sets } = await setTheScene()
    const holders = [
      ...(await testbedHolders(scene)),
      ...(await holdAll(scene, 'admin', sets)),
      // The hub guards admins against those who are none, whatever their scopes.
      ...(await holdAll(scene, 'helper', sets.filter(isOfHelper))),
    ]
    const findings = await askAll(scene, holders, questions)
    const wrong = disagreements(hubVersion, findings)
    report(
      `permissions (${secondsSince(startedAt)} s)`,
      linesOfComparison(questions, sets.length, findings, wrong),
    )
    expect(wrong).toEqual([])
    expect(tooCautious(findings)).toEqual([])
    expect(wronglyExpanded(hubVersion, withOwnScopes(holders))).toEqual([])
  })

  test('take no more scopes than scopesFor names', async () => {
    const startedAt = performance.now()
    const scene = await makeScene()
    if (!knows('tokenScopes')) {
      const limited = scene.root.tokens.createFor('ada', ['GET /users/{user}'])
      await expect(limited).rejects.toBeInstanceOf(UnsupportedError)
      return
    }
    if (knows('shares')) await makeServers(scene.root, 'ada')
    const alone = questions
      .filter((question) => !isAboutHolder(question))
      .map(({ id, target }) => ({ ids: [id], target }))
    const findings: FewestFinding[] = []
    for (const wanted of deletingLast([
      ...alone,
      ...combinations.filter(({ ids }) => ids.every(has)),
    ])) {
      findings.push(await tryFewest(scene, wanted))
    }
    report(`fewest scopes (${secondsSince(startedAt)} s)`, linesOfFewest(findings))
    expect(findings.filter(({ refused }) => refused.length > 0)).toEqual([])
    expect(findings.filter(({ needless }) => needless.length > 0)).toEqual([])
  })
})

async function setTheScene(): Promise<{ scene: Scene; sets: string[][] }> {
  if (!knows('scopes')) return { scene: await makeScene(), sets: [] }
  if (!knows('tokenScopes')) return setTheSceneOfRoles()
  const scene = await makeScene()
  if (knows('shares')) await makeServers(scene.root, 'ada')
  return { scene, sets: await allScopeSets(scene.running) }
}

/** The scopes are looked up on another hub, as a hub has to be started with its roles. */
async function setTheSceneOfRoles(): Promise<{ scene: Scene; sets: string[][] }> {
  const scout = await trialHub({}, false)
  // Roles of tokens know no user that would be oneself.
  const sets = (await allScopeSets(scout)).filter(([scope]) => scope !== 'self')
  await scout.stop()
  return { scene: await makeSceneOfRoles(sets), sets }
}

async function allScopeSets(running: Scene['running']): Promise<string[][]> {
  const known = await scopesOfHub(running)
  expect(unknownScopes(known)).toEqual([])
  return scopeSets(known)
}

function isOfHelper([scope, ...more]: readonly string[]): boolean {
  return more.length === 0 && scope?.startsWith('admin:users') === true
}

function secondsSince(startedAt: number): string {
  return ((performance.now() - startedAt) / 1000).toFixed(0)
}
