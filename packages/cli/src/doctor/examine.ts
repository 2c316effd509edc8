import { setMaxListeners } from 'node:events'
import type { Certificates } from '../http/certificates.ts'
import { authorization } from './checks/authorization.ts'
import { baseUrl } from './checks/base-url.ts'
import { isAboutCertificate, judgeCertificate } from './checks/certificate.ts'
import { clock } from './checks/clock.ts'
import { cookies } from './checks/cookies.ts'
import { cors } from './checks/cors.ts'
import { deleteBodies } from './checks/delete-bodies.ts'
import { judgeHub, versionIn } from './checks/hub.ts'
import { names } from './checks/names.ts'
import { nextUrl } from './checks/next-url.ts'
import { progress } from './checks/progress.ts'
import { judgeReachable } from './checks/reachable.ts'
import { speed } from './checks/speed.ts'
import { token } from './checks/token.ts'
import { uploads } from './checks/uploads.ts'
import { websockets } from './checks/websockets.ts'
import { fault, skipped, warning } from './finding.ts'
import type { Finding, Verdict } from './finding.ts'
import type { Answer, Ask, Way } from './send.ts'
import { send } from './send.ts'
import type { Check, Subject } from './subject.ts'

/** What is to be examined, before anything is known of it. */
export interface Patient extends Omit<Subject, 'api' | 'base' | 'way' | 'send'> {
  readonly signal: AbortSignal
  /** Shown to the hub, and trusted, if that is wanted. */
  readonly certificates: Certificates | undefined
  /** Why the hub is not reached directly, if it is not. */
  readonly detour: string | undefined
  /** Told of each request, with the status of its answer or the error. */
  readonly onSent: (ask: Ask, came: number | Error) => void
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
  const { hub, onSent, now, detour } = patient
  if (detour !== undefined) {
    yield { check: 'reachable', ...judgeDetour(detour) }
    return yield* noneOf(
      ['certificate', 'hub', ...namesOf(checks)],
      'The hub is not reached directly.',
    )
  }
  const signal = AbortSignal.any([patient.signal])
  // A listener for each of the checks, which are many.
  setMaxListeners(0, signal)
  const url = new URL(hub.apiUrl)
  const base = url.pathname.replace(/hub\/api$/, '')
  const wayTo = (strict: boolean): Way => {
    const { origin } = url
    return { origin, strict, certificates: patient.certificates, timeoutMs, signal }
  }
  const sendBy = (way: Way) => (ask: Ask) => told(send(way, ask), ask, onSent)

  let way = wayTo(true)
  let came = await answerOrError(sendBy(way)({ path: `${url.pathname}/` }))
  let distrust: NodeJS.ErrnoException | undefined
  if (came instanceof Error && isAboutCertificate(came)) {
    distrust = came
    // The rest is looked at all the same, without a secret.
    way = wayTo(false)
    came = await answerOrError(sendBy(way)({ path: `${url.pathname}/` }))
  }
  signal.throwIfAborted()
  yield { check: 'reachable', ...judgeReachable(url.host, came) }
  if (came instanceof Error) {
    return yield* noneOf(['certificate', 'hub', ...namesOf(checks)], 'Nothing answers.')
  }
  const { certificate } = came
  yield { check: 'certificate', ...judgeCertificate({ url, distrust, certificate }, now()) }
  yield { check: 'hub', ...judgeHub(url, base, came) }
  if (versionIn(came) === undefined) return yield* noneOf(namesOf(checks), 'No hub has answered.')
  const isSafe = distrust === undefined
  const subject: Subject = {
    ...patient,
    ...{ api: url.pathname, base, way, send: sendBy(way) },
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

async function verdictOf({ run }: Check, subject: Subject): Promise<Verdict> {
  try {
    return await run(subject)
  } catch (error) {
    subject.way.signal.throwIfAborted()
    const { code = 'error', message } = Object(error) as NodeJS.ErrnoException
    return fault(
      'The check could not be ended.',
      `${code}: ${message}`,
      'The logs of the proxy and of the hub say more.',
    )
  }
}

const judgeDetour = (detour: string): Verdict =>
  warning(
    `${detour} Nothing was looked at: only what is reached directly can be.`,
    'other commands go that way',
    'Ask without it: name the host in NO_PROXY, or give the address of the hub by http:// or https://',
  )

function* noneOf(which: readonly string[], why: string): Generator<Finding> {
  for (const check of which) yield { check, ...skipped(why) }
}

const namesOf = (some: readonly Check[]): string[] => some.map(({ name }) => name)

const answerOrError = (sent: Promise<Answer>): Promise<Answer | NodeJS.ErrnoException> =>
  sent.catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))))

async function told(sent: Promise<Answer>, ask: Ask, onSent: Patient['onSent']): Promise<Answer> {
  try {
    const answer = await sent
    onSent(ask, answer.status)
    return answer
  } catch (error) {
    onSent(ask, error instanceof Error ? error : new Error(String(error)))
    throw error
  }
}
