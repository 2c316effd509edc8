import type { Fetch } from 'jupyterhub-client'
import type { HubBind, HubConfig, RunningHub } from 'testbed'
import type { LoggedStart } from './hub-log.ts'

/** What a trial wants of its hub. */
export interface TrialSettings {
  /** As the testbed takes them: traits of the hub's own classes. */
  readonly config: HubConfig
  /** Whether it has the usual people and groups. */
  readonly seeded: boolean
  readonly baseUrl: string
  /** More lines of `jupyterhub_config.py`. */
  readonly lines: string
  /** Where a real one listens behind its proxy. */
  readonly hubBind?: HubBind
}

/** A hub of one trial's own: a real one, or an emulated one. */
export interface TrialHub extends Pick<
  RunningHub,
  'version' | 'url' | 'apiUrl' | 'adminToken' | 'tokens' | 'password' | 'proxy' | 'secrets' | 'stop'
> {
  /** Reaches it, without a socket where it is in this process. */
  readonly fetch: Fetch
  /** Kills the hub, and starts it again so many milliseconds later; resolves when it answers. Proxy and servers go on. */
  die(ms: number): Promise<void>
  /** Default servers that came up, as the hub itself knows. */
  starts(): Promise<readonly LoggedStart[]>
  /** Process ids of the servers that it has started and that live; `undefined` where the system does not tell. */
  serverProcesses(): Promise<readonly number[] | undefined>
  /** Whether a process of a server lives. */
  isAlive(pid: number): boolean
}
