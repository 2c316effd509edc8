import type { Call } from '../http/call.ts'
import { HttpError } from '../http/errors.ts'
import { html } from '../http/reply.ts'
import type { Reply } from '../http/reply.ts'
import type { Route } from '../http/route.ts'

const isWell = (): Reply => html('')

function showMetrics(call: Call): Reply {
  checkMetrics(call)
  const users = call.hub.state.users.all
  const servers = users.flatMap((user) => [...user.servers.values()]).filter(({ ready }) => ready)
  const body = [
    ...gauge('jupyterhub_total_users', 'Total number of users', users.length),
    ...gauge(
      'jupyterhub_running_servers',
      'The number of user servers currently running',
      servers.length,
    ),
  ]
  return html(`${body.join('\n')}\n`, { contentType: 'text/plain; version=1.0.0; charset=utf-8' })
}

const gauge = (name: string, help: string, value: number): string[] => [
  `# HELP ${name} ${help}`,
  `# TYPE ${name} gauge`,
  `${name} ${value}.0`,
]

function checkMetrics(call: Call): void {
  const { config, traits } = call.hub
  if (!config.authenticate_prometheus) return
  if (!traits.metricsScope) {
    if (call.requester === null) throw new HttpError(403)
    return
  }
  if (call.reach('read:metrics') !== undefined) return
  throw new HttpError(403, "Access to metrics requires scope 'read:metrics'")
}

const places = ['/hub/health', '/hub/api/health'] as const

/** Pages for what watches over the hub. */
export const healthRoutes: readonly Route[] = [
  ...places.flatMap((path) =>
    ['GET', 'HEAD'].map((method): Route => ({ method, path, page: true, handle: isWell })),
  ),
  ...['/hub/metrics', '/hub/api/metrics'].map((path): Route => ({
    method: 'GET',
    path,
    page: true,
    tokens: true,
    handle: showMetrics,
  })),
]
