import { JupyterHub } from 'jupyterhub-client'
import { startHub } from 'testbed'
import type { HubConfig } from 'testbed'
import { measure } from '../child.ts'
import { makeFastDir } from '../fast-dir.ts'
import { pairwise, samplesOf, spread } from '../stats.ts'
import type { Samples, Spread } from '../stats.ts'
import { table, withSpread } from '../table.ts'

/** What listing everyone takes on a real hub. */
export interface RealHub {
  readonly version: string
  readonly users: number
  /** Milliseconds by way of listing. */
  readonly ms: Readonly<Record<string, Spread>>
  /** How often ours fits into each other way. */
  readonly times: Readonly<Record<string, Spread>>
}

const version = '5.5.1'
const users = 3000
const namesPerRequest = 250

/** The way that the budget compares with. */
export const pageByPage = 'page by page'

/** Starts a real hub, fills it, and lists everyone in several ways, taking turns. */
export async function measureHub(
  quick: boolean,
  progress: (line: string) => void,
): Promise<RealHub> {
  const dir = makeFastDir()
  const running = await startHub({ version, seeded: false, config: databaseIn(dir), progress })
  try {
    const { url, adminToken: token } = running
    progress(`making ${users} users`)
    await fill(new JupyterHub({ url, token, timeout: 120_000 }))
    progress('listing them')
    const samples = await measure<Samples>('hub-list', { url, token, users, rounds: quick ? 3 : 7 })
    const ways = Object.keys(samples)
    const times = (way: string) => pairwise(samples, way, 'ours', (its, ours) => its / ours)
    return {
      version,
      users,
      ms: Object.fromEntries(ways.map((way) => [way, spread(samplesOf(samples, way))])),
      times: Object.fromEntries(
        ways.filter((way) => way !== 'ours').map((way) => [way, times(way)]),
      ),
    }
  } finally {
    await running.stop()
  }
}

/** The ways of listing as a table. */
export function renderHub(hub: RealHub): string[] {
  return [
    `Listing ${hub.users} users on a real JupyterHub ${hub.version}`,
    ...table([
      ['', 'ms', 'times as long as ours'],
      ...Object.entries(hub.ms).map(([way, ms]) => [
        way,
        withSpread(ms, 0),
        withSpread(hub.times[way], 2),
      ]),
    ]),
  ]
}

function databaseIn(dir: string | undefined): HubConfig {
  return dir === undefined ? {} : { JupyterHub: { db_url: `sqlite:///${dir}/hub.sqlite` } }
}

async function fill(hub: JupyterHub): Promise<void> {
  // The hub makes its own admin.
  const present = (await hub.users.list().toArray()).length
  const names = Array.from({ length: users - present }, (_, number) => `student-${number}`)
  for (let from = 0; from < names.length; from += namesPerRequest) {
    await hub.users.createMany(names.slice(from, from + namesPerRequest))
  }
}
