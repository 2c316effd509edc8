import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { freePorts } from 'testbed'
import { expect, onTestFinished, test } from 'vitest'
import { isAtLeast } from '../src/version.ts'
import { atATime } from './at-a-time.ts'
import { makeCertificates } from './doctor/certificates.ts'
import { findNginx, startNginx } from './doctor/nginx.ts'
import { setUps } from './doctor/set-ups.ts'
import type { SetUp } from './doctor/set-ups.ts'
import { program } from './jhub.ts'
import { clientOf, hubVersion, realHub, report } from './trial.ts'

/** What `jhub doctor` says of one thing. */
interface Finding {
  readonly check: string
  readonly status: string
  readonly says: string
  readonly evidence: string | null
  readonly remedy: string | null
}

/** Older hubs are looked at by nobody anew. */
const isTried = isAtLeast(hubVersion, '5.0')
const nginx = await findNginx()
// It is not to be had from npm, so that only CI insists on it.
const isLeftOut = nginx === undefined && process.env['CI'] !== 'true'
if (isTried && isLeftOut) report('doctor: NOT RUN, apt-get install nginx-light', [])

test.skipIf(!isTried || isLeftOut)(
  'jhub doctor names the fault of each broken set-up, and none where all is well',
  async () => {
    const base = hubVersion.startsWith('5.') ? '/pfx/' : '/'
    const hub = await realHub({}, true, { baseUrl: base })
    const certificates = await makeCertificates()
    const hubPort = Number(new URL(hub.url).port)
    const [firstPort = 0, deadPort = 0] = await freePorts(2)
    const all = setUps({ hubPort, deadPort, base, certificates })
    const ports = await freePorts(all.length)
    const portOf = (setUp: SetUp): number => ports[all.indexOf(setUp)] ?? 0
    const servers = all.flatMap((setUp) => serverOf(setUp, portOf(setUp)))
    servers.push(`server { listen 127.0.0.1:${firstPort}; return 204; }`)
    onTestFinished(await startNginx(nginx, servers.join('\n'), firstPort))

    const folder = await mkdtemp(join(tmpdir(), 'jhub-doctor-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const env = {
      PATH: process.env['PATH'],
      XDG_CONFIG_HOME: folder,
      NODE_EXTRA_CA_CERTS: certificates.authority,
      JUPYTERHUB_API_TOKEN: hub.adminToken,
    }
    const told = await atATime(4, all, async (setUp) => {
      const url = `${originOf(setUp, portOf(setUp))}${setUp.base ?? base}hub/api`
      const found = await examine(setUp, { ...env, JUPYTERHUB_API_URL: url, ...setUp.env })
      return { setUp, ...found }
    })
    report(
      `doctor: ${told.length} set-ups`,
      told.map(({ setUp, findings }) => lineOf(setUp, findings)),
    )
    for (const { setUp, code, findings } of told) {
      const faults = findings.filter(({ status }) => status === 'fault')
      expect([setUp.name, ...faults.map(({ check }) => check)]).toEqual([
        setUp.name,
        ...Object.keys(setUp.faults),
      ])
      for (const { check, says, remedy, evidence } of faults) {
        expect([says, remedy].join(' ')).toContain(setUp.faults[check])
        expect(evidence).toBeTruthy()
      }
      expect(code).toBe(faults.length === 0 ? 0 : 1)
      expect(JSON.stringify(findings)).not.toContain(hub.adminToken)
    }
    // What was started for a look is gone.
    const left = await clientOf(hub).servers.list('ada').toArray()
    expect(left.filter(({ name }) => name !== '')).toEqual([])
  },
)

function serverOf({ server, tls }: SetUp, port: number): string[] {
  if (server === undefined) return []
  const [certificate, key] = tls ?? []
  const lines = tls && `ssl_certificate ${certificate}; ssl_certificate_key ${key};`
  return [`server { listen 127.0.0.1:${port}${tls ? ' ssl' : ''}; ${lines ?? ''} ${server} }`]
}

const originOf = ({ tls, origin }: SetUp, port: number): string =>
  `${origin ?? (tls ? 'https://localhost' : 'http://127.0.0.1')}:${port}`

async function examine(
  { args = [] }: SetUp,
  env: Readonly<Record<string, string | undefined>>,
): Promise<{ code: number | null; findings: Finding[] }> {
  const fields = 'check,status,says,evidence,remedy'
  const child = spawn(process.execPath, [program, 'doctor', '--json', fields, ...args], { env })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  if (stdout === '') throw new Error(`jhub doctor ended with ${code}: ${stderr}`)
  return { code, findings: JSON.parse(stdout) as Finding[] }
}

function lineOf({ name }: SetUp, findings: readonly Finding[]): string {
  const count = (wanted: string) => findings.filter(({ status }) => status === wanted).length
  const faults = findings.flatMap(({ status, check, says }) =>
    status === 'fault' ? `${check}: ${says}` : [],
  )
  const ok = `no fault (${count('ok')} ok, ${count('warning')} warnings, ${count('skipped')} skipped)`
  return `${name.padEnd(36)} ${faults.join(' ') || ok}`
}
