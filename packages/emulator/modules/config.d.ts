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
  /** Password of every user who has none of their own; if empty, any will do. */
  readonly password: string
  /** What the hub and its proxy know each other by. */
  readonly proxy: {
    readonly api_url: string
    readonly auth_token: string
  }
}
/** As a hub is without a configuration file, but for named servers, which are allowed. */
export declare const defaultConfig: HubConfig
//# sourceMappingURL=config.d.ts.map
