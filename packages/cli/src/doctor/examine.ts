import { setMaxListeners } from 'node:events'
import type { Certificates } from '../http/certificates.ts'
import { authorization } from './checks/authorization.ts'
import { baseUrl } from './checks/base-url.ts'
import { isAboutAuthority, isAboutCertificate, judgeCertificate } from './checks/certificate.ts'
import { clock } from './checks/clock.ts'
import { cookies } from './checks/cookies.ts'
import { cors } from './checks/cors.ts'
import { deleteBodies } from './checks/delete-bodies.ts'
import { judgeHub, versionIn } from './checks/hub.ts'
import { names } from './checks/names.ts'
import { nextUrl } from './checks/next-url.ts'
import { progress } from './checks/progress.ts'
import { judgeProxy } from './checks/proxy.ts'
import { judgeReachable } from './checks/reachable.ts'
import { speed } from './checks/speed.ts'
import { token } from './checks/token.ts'
import { uploads } from './checks/uploads.ts'
import { websockets } from './checks/websockets.ts'
import { skipped } from './finding.ts'
import type { Finding } from './finding.ts'
import { ProxyFailure } from './proxy/forward-proxy.ts'
import { certificateWithout, judgeInterception } from './proxy/interception.ts'
import type { Route } from './proxy/route.ts'
import type { Ask, OnSent, Way } from './send.ts'
import { answerOrError, isTunnel, send, told } from './send.ts'
import type { Check, Subject } from './subject.ts'
import { verdictOf } from './verdict-of.ts'

/** What is to be examined, before anything is known of it. */
export interface Patient extends Omit<Subject, 'api' | 'base' | 'way' | 'send' | 'sendBy'> {
  readonly signal: AbortSignal
  /** Shown to the hub, and trusted, if that is wanted. */
  readonly certificates: Certificates | undefined
  readonly route: Route
  readonly onSent: OnSent
}

/** What is looked at in a hub that answers, in this order: first what has to be alone to be measured. */
const alone: readonly Check[] = [baseUrl, speed]
const together: readonly Check[] = [
  clock,
  authorization,
  token,
  nextUrl,
  deleteBodies,
  names,
  uploads,
  websockets,
  cookies,
  cors,
  progress,
]
const checks: readonly Check[] = [...alone, ...together]

const timeoutMs = 10_000

/** Looks at a hub, and at all between here and there. Changes nothing, unless a server is named that may be started. */
export async function* examine(patient: Patient): AsyncGenerator<Finding> {
  const { hub, onSent, now, route } = patient
  const { proxy } = route
  if (route.obstacle !== undefined) {
    yield { check: 'reachable', ...route.obstacle }
    return yield* noneOf(['certificate', 'hub', ...namesOf(checks)], 'Nothing was looked at.')
  }
  const signal = AbortSignal.any([patient.signal])
  // A listener for each of the checks, which are many.
  setMaxListeners(0, signal)
  const url = new URL(hub.apiUrl)
  const base = url.pathname.replace(/hub\/api$/, '')
  const wayTo = (strict: boolean): Way => {
    const { origin } = url
    return { origin, strict, proxy, certificates: patient.certificates, timeoutMs, signal }
  }
  const sendBy = (way: Way) => (ask: Ask) => told(send(way, ask), ask, onSent)

  let way = wayTo(true)
  let came = await answerOrError(sendBy(way)({ path: `${url.pathname}/` }))
  let distrust: NodeJS.ErrnoException | undefined
  if (came instanceof Error && !(came instanceof ProxyFailure) && isAboutCertificate(came)) {
    distrust = came
    // The rest is looked at all the same, without a secret.
    way = wayTo(false)
    came = await answerOrError(sendBy(way)({ path: `${url.pathname}/` }))
  }
  signal.throwIfAborted()
  let isThere = true
  if (proxy !== undefined) {
    const isAnswered = came instanceof Error || versionIn(came) !== undefined || isTunnel(way)
    const tunnelled = isAnswered
      ? undefined
      : await answerOrError(sendBy({ ...way, tunnels: true })({ path: `${url.pathname}/` }))
    const verdict = judgeProxy({ proxy, origin: url.origin, came, tunnelled })
    yield { check: 'proxy', ...verdict }
    if (verdict.status === 'fault') {
      return yield* noneOf(
        ['reachable', 'certificate', 'hub', ...namesOf(checks)],
        'The proxy does not lead there.',
      )
    }
    isThere = verdict.status === 'ok'
  }
  const reached = isThere
    ? judgeReachable(url.host, came)
    : skipped('Whether it is the hub that answers cannot be told.')
  yield { check: 'reachable', ...reached }
  if (came instanceof Error) {
    return yield* noneOf(['certificate', 'hub', ...namesOf(checks)], 'Nothing answers.')
  }
  const { certificate } = came
  const trust = judgeCertificate({ url, distrust, certificate }, now())
  const isDoubtful = proxy !== undefined && isAboutAuthority(distrust)
  yield {
    check: 'certificate',
    ...(isDoubtful
      ? judgeInterception(trust, {
          ...{ proxy, origin: url.origin, shown: certificate },
          direct: await certificateWithout(way),
        })
      : trust),
  }
  yield { check: 'hub', ...judgeHub(url, base, came) }
  if (versionIn(came) === undefined) return yield* noneOf(namesOf(checks), 'No hub has answered.')
  const isSafe = distrust === undefined
  const subject: Subject = {
    ...patient,
    ...{ api: url.pathname, base, way, send: sendBy(way), sendBy },
    token: isSafe ? patient.token : undefined,
    whyNoToken: isSafe ? patient.whyNoToken : 'A token is sent to no host that is not trusted.',
  }
  for (const check of alone) yield { check: check.name, ...(await verdictOf(check, subject)) }
  const verdicts = together.map((check) => verdictOf(check, subject))
  // Where one fails first, the others are not forgotten.
  for (const verdict of verdicts) verdict.catch(() => {})
  try {
    for (const [at, verdict] of verdicts.entries()) {
      yield { check: together[at]?.name ?? '', ...(await verdict) }
    }
  } finally {
    // One of them may have something to tidy up.
    await Promise.allSettled(verdicts)
  }
}

function* noneOf(which: readonly string[], why: string): Generator<Finding> {
  for (const check of which) yield { check, ...skipped(why) }
}

const namesOf = (some: readonly Check[]): string[] => some.map(({ name }) => name)
