import { start } from './child.ts'
import type { Cores } from './cores.ts'
import { findNginx, startNginx } from './nginx.ts'
import { processorTime } from './processor-time.ts'

/** A server on loopback that answers everything at once. */
export interface LoadServer {
  readonly kind: 'nginx' | 'node'
  readonly url: string
  /** Milliseconds that it has had of its processor so far; `undefined` where that cannot be known. */
  processorTime(): number | undefined
  stop(): Promise<void>
}

/**
 * Starts a server that answers requests for a user with `body`: nginx, which answers several times as many as any client
 * here asks for, or else one on `node:http`, which does not.
 */
export async function startLoadServer(body: string, cores: Cores | undefined): Promise<LoadServer> {
  const nginx = findNginx()
  if (nginx !== undefined) {
    const started = await startNginx(nginx, body, cores)
    return { kind: 'nginx', processorTime: () => processorTime(started.pid), ...started }
  }
  const started = await start<{ port: number; pid: number }>(
    'static-server',
    { body },
    cores?.server,
  )
  return {
    kind: 'node',
    url: `http://127.0.0.1:${started.answer.port}`,
    processorTime: () => processorTime(started.answer.pid),
    stop: async () => started.stop(),
  }
}
