import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePorts } from 'testbed'

const program = ['/usr/sbin/nginx', '/usr/bin/nginx', '/opt/homebrew/bin/nginx'].find((path) =>
  existsSync(path),
)
const startTimeoutMs = 5_000

/** A compiled server on loopback that answers everything alike. */
export interface Nginx {
  readonly url: string
  readonly pid: number
  stop(): void
}

/**
 * Starts nginx as one process, so that its use of the processor can be read, and the load is not the limit.
 *
 * @param body - What it answers with: JSON without single quotes, dollars and backslashes.
 * @throws if nginx is not installed, or does not start.
 */
export async function startNginx(
  body: string,
  headers: Readonly<Record<string, string>>,
): Promise<Nginx> {
  if (program === undefined) throw new Error('nginx is not installed: apt-get install nginx-light')
  const dir = mkdtempSync(join(tmpdir(), 'jupyterhub-bench-nginx-'))
  const [port = 0] = await freePorts(1)
  writeFileSync(join(dir, 'nginx.conf'), configuration(dir, port, body, headers))
  const child = spawn(program, ['-p', dir, '-c', 'nginx.conf', '-e', 'error.log'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const stop = () => {
    child.kill()
    rmSync(dir, { recursive: true, force: true })
  }
  process.once('exit', stop)
  const endsAt = Date.now() + startTimeoutMs
  while (!(await answers(port))) {
    if (child.exitCode !== null || Date.now() > endsAt) throw new Error('nginx did not start')
    await sleep(20)
  }
  return { url: `http://127.0.0.1:${port}`, pid: child.pid ?? 0, stop }
}

function configuration(
  dir: string,
  port: number,
  body: string,
  headers: Readonly<Record<string, string>>,
): string {
  const { 'content-type': type = 'application/json', ...others } = headers
  const lines = Object.entries(others).map(([name, value]) => `add_header ${name} '${value}';`)
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${dir}/${name};`,
  )
  return `
daemon off;
master_process off;
pid ${dir}/nginx.pid;
events { worker_connections 1024; }
http {
  ${temporary.join('\n  ')}
  access_log off;
  keepalive_requests 1000000000;
  keepalive_timeout 1h;
  server {
    listen 127.0.0.1:${port};
    default_type ${type};
    ${lines.join('\n    ')}
    location / { return 200 '${body}'; }
  }
}
`
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}
