// What tests that use the emulator may look like, for consumers.ts, where nothing else is installed. It is compiled, never run.
import { createHub, manualClock, scopesOf, semester, versions } from 'jupyterhub-emulator'
import type {
  AddedFault,
  Clock,
  EmulatedHub,
  Fault,
  Faults,
  GroupSeed,
  HubConfig,
  HubOptions,
  Listener,
  LoggedRequest,
  ManualClock,
  ProgressEvent,
  Random,
  RoleSeed,
  ScriptedSpawner,
  SemesterOptions,
  ServiceSeed,
  SpawnRequest,
  SpawnStep,
  StepsOf,
  Trouble,
  UserSeed,
} from 'jupyterhub-emulator'

const size: SemesterOptions = { students: 1000, courses: 10 }
const teacher: UserSeed = { name: 'teacher', admin: true, token: 'secret' }
const staff: GroupSeed = { name: 'staff', users: ['teacher'] }
const culler: ServiceSeed = { name: 'culler', api_token: 'its-secret' }
const cull: RoleSeed = { name: 'cull', scopes: [...scopesOf('5.5')], services: ['culler'] }
const config: Partial<HubConfig> = { named_server_limit_per_user: 2 }
const always: Random = () => 0.5

const slowly: StepsOf = ({ user, server, user_options }: SpawnRequest) => [
  { progress: 50, message: `${user}/${server}`, image: user_options['image'] },
  { wait: 5000 },
]

export function make(clock: Clock, more: HubOptions): EmulatedHub {
  const version: string = versions[0]
  const people = { users: [teacher, 'ada'], groups: [staff], services: [culler], roles: [cull] }
  return createHub({ version, ...people, config, clock, random: always, spawner: slowly, ...more })
}

export async function use(): Promise<string> {
  const clock: ManualClock = manualClock(new Date('2026-01-01'))
  const hub = make(clock, { ...semester(size), strict: true, onRequest: tell })
  const spawner: ScriptedSpawner = hub.spawner
  const event: ProgressEvent = { progress: 10, message: 'Pulling image' }
  const steps: readonly SpawnStep[] = [event, { fail: 'no room', status: 503 }]
  spawner.script('ada', steps)
  const faults: Faults = hub.faults
  const trouble: Trouble = { status: 503, headers: { 'retry-after': '2' } }
  const fault: Fault = { method: 'GET', path: '/hub/api/users/{user}', trouble, times: 2 }
  const added: AddedFault = faults.add(fault)
  const client: typeof fetch = hub.fetch
  const response: Response = await client('hub/api/users/ada')
  await clock.tick(5000)
  const listener: Listener = await hub.listen({ port: 0 })
  await listener.close()
  hub.assertUnderstood()
  const seen: boolean | undefined = hub.state.users.get('ada')?.servers.get('')?.ready
  return [response.status, seen, typeof added, listener.url].join(' ')
}

function tell({ method, path, status }: LoggedRequest): void {
  console.log(method, path, status)
}

/** Mistakes do not compile. */
export function mistakes(hub: EmulatedHub): unknown[] {
  return [
    // @ts-expect-error: no such option
    createHub({ verison: '5.5' }),
    // @ts-expect-error: no such setting
    createHub({ config: { named_servers: true } }),
    // @ts-expect-error: no such trouble
    hub.faults.add({ trouble: 'meteor' }),
  ]
}
