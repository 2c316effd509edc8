import * as oauth from 'oauth4webapi'
import { describe, expect, test } from 'vitest'
import { isAtLeast } from '../src/version.ts'
import { hubVersion, noteSecret, report } from '../trials/trial.ts'
import { onBoth } from './both-hubs.ts'
import { authorize, outcomeOf, partiesOf, redeem, shapeOf, whoIs } from './oauth4webapi/flow.ts'

const hasPkce = isAtLeast(hubVersion, '6.0')
describe('oauth4webapi', () => {
  test.each(['web', 'web-noconfirm'])('signs a person in to %s, with PKCE', async (service) => {
    const signedIn = await onBoth(async (hub) => {
      const verifier = oauth.generateRandomCodeVerifier()
      noteSecret(verifier)
      const challenge = await oauth.calculatePKCECodeChallenge(verifier)
      const { parameters, steps } = await authorize(hub, { service, challenge })
      const token = await redeem(hub, parameters, { service, verifier })
      return { steps, token: shapeOf(token), person: await whoIs(hub, token) }
    })
    expect(signedIn.person).toEqual({ status: 200, name: 'ada', kind: 'user' })
    const pages = signedIn.steps.map((step) => step.split('/hub/')[1])
    const authorized = 'api/oauth2/authorize'
    const asked = service === 'web' ? [authorized] : []
    expect(pages).toEqual([authorized, 'login', 'login', authorized, ...asked])
  })

  test('signs a person in without PKCE', async () => {
    const person = await onBoth(async (hub) => {
      const { parameters } = await authorize(hub)
      return whoIs(hub, await redeem(hub, parameters))
    })
    expect(person).toEqual({ status: 200, name: 'ada', kind: 'user' })
  })

  test('is refused without the verifier of the challenge, since hub 6.0', async () => {
    const outcomes = await onBoth(async (hub) => {
      const challenge = await oauth.calculatePKCECodeChallenge(oauth.generateRandomCodeVerifier())
      const verifiers = [oauth.generateRandomCodeVerifier(), oauth.nopkce] as const
      const told = []
      for (const verifier of verifiers) {
        const { parameters } = await authorize(hub, { challenge })
        told.push(await outcomeOf(redeem(hub, parameters, { verifier })))
      }
      return told
    })
    const areRefused = outcomes.map((outcome) => 'refused' in outcome)
    expect(areRefused).toEqual([hasPkce, hasPkce])
    report('oauth4webapi: as on a real hub', [
      `the code flow; a wrong verifier, or none, is ${hasPkce ? 'refused' : 'passed over'}`,
    ])
  })

  test('is refused a code that is spent, another’s, or sent with HTTP Basic', async () => {
    const outcomes = await onBoth(async (hub) => {
      const { parameters } = await authorize(hub)
      const foreign = await outcomeOf(redeem(hub, parameters, { service: 'web-noconfirm' }))
      const basic = await outcomeOf(
        redeem(hub, parameters, { authentication: oauth.ClientSecretBasic }),
      )
      const { parameters: others } = await authorize(hub)
      await redeem(hub, others)
      return { foreign, basic, spent: await outcomeOf(redeem(hub, others)) }
    })
    expect(outcomes).toMatchObject({
      foreign: { refused: 'invalid_grant', status: 400 },
      basic: { status: 401 },
      spent: { refused: 'invalid_grant', status: 400 },
    })
  })

  test('finds an answer out that is not to its request', async () => {
    const told = await onBoth(async (hub) => {
      const { callback, state } = await authorize(hub)
      const { server, client } = partiesOf(hub, 'web')
      expect(() => oauth.validateAuthResponse(server, client, callback, `${state}x`)).toThrow(
        'state',
      )
      return [...callback.searchParams.keys()].toSorted()
    })
    expect(told).toEqual(['code', 'state'])
  })
})
