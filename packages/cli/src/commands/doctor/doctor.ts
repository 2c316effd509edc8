import type { CommonFlags, Desk, Verb } from '../../command.ts'
import { openHub } from '../../contexts/open-hub.ts'
import { examine } from '../../doctor/examine.ts'
import type { Patient } from '../../doctor/examine.ts'
import type { Finding } from '../../doctor/finding.ts'
import { routeTo } from '../../doctor/proxy/route.ts'
import type { OnSent } from '../../doctor/send.ts'
import { withScheme } from '../../doctor/with-scheme.ts'
import { usageError } from '../../errors/cli-error.ts'
import { exitCodes } from '../../exit-codes.ts'
import type { OutputFlags } from '../../output/flags.ts'
import { certificatesOfEnvironment } from '../../http/certificates.ts'
import { counted } from '../../output/counted.ts'
import { harmless } from '../../output/harmless.ts'
import { parseTarget } from '../server-target.ts'
import { parseOptions } from '../servers/spawn-options.ts'
import { folded } from './folded.ts'
import { placeOf } from './patient.ts'
import { printFinding } from './print.ts'
import { findingShape } from './shape.ts'

/** What `jhub doctor` takes. */
export interface DoctorFlags extends OutputFlags {
  readonly origin?: string | undefined
  readonly startServer?: string | undefined
  readonly options?: string | undefined
}

type DoctorDesk = Desk<DoctorFlags & CommonFlags>

/** Looks at a hub and at what is before it; ends with 1 if something does not work. */
export const doctor: Verb<DoctorFlags, [url?: string], DoctorDesk> = async (desk, url) => {
  const { io, out, flags } = desk
  out.check(findingShape)
  const findings = examine(await patientOf(desk, url))
  const found: Finding[] = []
  const noted = async function* (): AsyncGenerator<Finding> {
    for await (const finding of findings) {
      found.push(finding)
      yield finding
    }
  }
  const isForPeople = io.stdout.isTTY && flags.json === undefined && flags.csv !== true
  if (!isForPeople) await out.list(findingShape, noted())
  else for await (const finding of folded(noted())) printFinding(io, finding)
  const faults = count(found, 'fault')
  if (isForPeople) {
    out.note(
      `${counted(faults, 'fault')}, ${counted(count(found, 'warning'), 'warning')}, ${count(found, 'skipped')} skipped.`,
    )
  }
  return faults === 0 ? exitCodes.ok : exitCodes.failed
}

const count = (found: readonly Finding[], status: Finding['status']): number =>
  found.filter((finding) => finding.status === status).length

async function patientOf(
  { io, out, flags, debug }: DoctorDesk,
  given: string | undefined,
): Promise<Patient> {
  const { hub: named, origin: appOrigin, startServer, options } = flags
  if (options !== undefined && startServer === undefined) {
    throw usageError('--options are for a server', 'Name it: --start-server USER/NAME')
  }
  const trialServer =
    startServer === undefined
      ? undefined
      : { ...parseTarget(startServer), options: parseOptions(options) }
  const onSent: OnSent = ({ method = 'GET', path }, came) => {
    if (!debug) return
    const what = typeof came === 'number' ? String(came) : came.message
    io.stderr.write(`${harmless(`< ${what} ${method} ${path}`)}\n`)
  }
  const { env, signal } = io
  const url = given && (await withScheme(given, { env, signal, onSent }))
  if (url !== given) out.note(`Looks at ${url}, as the address says neither http:// nor https://.`)
  const place = await placeOf(io, url, named)
  const hub = await openHub(io, { url: place.url, token: place.token ?? null, debug })
  return {
    hub,
    route: routeTo(hub.apiUrl, env),
    certificates: await certificatesOfEnvironment(hub.apiUrl, env),
    token: place.token,
    login: place.login,
    whyNoToken: 'There is no token here for this hub: jhub login',
    appOrigin,
    trialServer,
    now: io.now,
    signal,
    tell: (text) => io.stderr.write(`${harmless(text)}\n`),
    onSent,
  }
}
