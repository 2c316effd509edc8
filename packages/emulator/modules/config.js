/** As a hub is without a configuration file, but for named servers, which are allowed. */
export const defaultConfig = {
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
  password: '',
  proxy: { api_url: 'http://127.0.0.1:8001', auth_token: 'the-token-of-the-proxy' },
}
//# sourceMappingURL=config.js.map
