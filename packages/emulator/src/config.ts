import type { CustomScopes } from './auth/custom-scopes.ts'

/** Settings of a hub, by its own names. */
export interface HubConfig {
  readonly allow_named_servers: boolean
  readonly named_server_limit_per_user: number
  readonly concurrent_spawn_limit: number
  readonly active_server_limit: number
  readonly spawn_throttle_retry_range: readonly [from: number, to: number]
  /** Seconds after which the hub gives up a start. */
  readonly start_timeout: number
  /** Seconds that a request to start, or to stop, a server waits for it. */
  readonly slow_spawn_timeout: number
  readonly slow_stop_timeout: number
  /** Seconds after which the hub looks, again and again, whether a server still runs. */
  readonly poll_interval: number
  readonly token_expires_in_max_seconds: number
  readonly api_page_default_limit: number
  readonly api_page_max_limit: number
  /** Seconds in which a token's use is noted at most once. */
  readonly activity_resolution: number
  readonly authenticate_prometheus: boolean
  /** Whether requests for access to servers of others, which give nothing any more, are let pass. */
  readonly admin_access: boolean
  /** What a shutdown ends besides the hub, unless the request says. */
  readonly cleanup_proxy: boolean
  readonly cleanup_servers: boolean
  /** Scopes of one's own, which services check: from 3.0 on. */
  readonly custom_scopes: CustomScopes
  /** Password of every user who has none of their own; if empty, any will do. */
  readonly password: string
  /** What the hub and its proxy know each other by. */
  readonly proxy: { readonly api_url: string; readonly auth_token: string }
}

/** As a hub is without a configuration file, but for named servers, which are allowed. */
export const defaultConfig: HubConfig = {
  allow_named_servers: true,
  named_server_limit_per_user: 0,
  concurrent_spawn_limit: 100,
  active_server_limit: 0,
  spawn_throttle_retry_range: [30, 60],
  start_timeout: 60,
  slow_spawn_timeout: 10,
  slow_stop_timeout: 10,
  poll_interval: 30,
  token_expires_in_max_seconds: 0,
  api_page_default_limit: 50,
  api_page_max_limit: 200,
  activity_resolution: 30,
  authenticate_prometheus: true,
  admin_access: false,
  cleanup_proxy: true,
  cleanup_servers: true,
  custom_scopes: {},
  password: '',
  proxy: { api_url: 'http://127.0.0.1:8001', auth_token: 'the-token-of-the-proxy' },
}
