import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePorts } from 'testbed'
import { keptOn } from './cores.ts'
import type { Cores } from './cores.ts'

const startTimeoutMs = 10_000

/** An nginx of ours. */
export interface Nginx {
  readonly url: string
  readonly pid: number
  stop(): Promise<void>
}

/** @returns Where nginx is; it is seldom in the `PATH`. */
export function findNginx(): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin']
  return folders.map((folder) => join(folder, 'nginx')).find((path) => existsSync(path))
}

/** Starts an nginx of one process, on loopback, with its files in a temporary folder. It ends with this process. */
export async function startNginx(
  program: string,
  body: string,
  cores: Cores | undefined,
): Promise<Nginx> {
  const [port = 0] = await freePorts(1)
  const dir = await mkdtemp(join(tmpdir(), 'jupyterhub-bench-nginx-'))
  await writeFile(join(dir, 'nginx.conf'), configuration(dir, port, body))
  const argv = keptOn(cores?.server, [program, '-p', dir, '-c', 'nginx.conf', '-e', 'error.log'])
  // The shell notices when this process is gone, however that happened, as nginx would not.
  const shell = spawn('sh', ['-c', '"$@" & cat >/dev/null; kill $!; wait', 'sh', ...argv], {
    stdio: ['pipe', 'ignore', 'inherit'],
  })
  const ended = once(shell, 'exit')
  const stop = async () => {
    shell.stdin.end()
    await ended
    await rm(dir, { recursive: true, force: true })
  }
  const url = `http://127.0.0.1:${port}`
  try {
    await untilAnswers(url, join(dir, 'error.log'))
    return { url, pid: Number(await readFile(join(dir, 'nginx.pid'), 'utf8')), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function configuration(dir: string, port: number, body: string): string {
  const folders = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  return `
daemon off;
master_process off;
worker_processes 1;
pid ${dir}/nginx.pid;
events { worker_connections 1024; }
http {
  ${folders.map((name) => `${name}_temp_path ${dir}/${name};`).join('\n  ')}
  access_log off;
  default_type application/json;
  # No connection may be closed between two turns: reopening it would be billed to the next one.
  keepalive_requests 1000000000;
  keepalive_timeout 1h;
  server {
    listen 127.0.0.1:${port};
    location / {
      add_header x-jupyterhub-version 5.5.1;
      return 200 '${body}';
    }
  }
}
`
}

async function untilAnswers(url: string, log: string): Promise<void> {
  const endsAt = Date.now() + startTimeoutMs
  for (;;) {
    try {
      const response = await fetch(url)
      await response.text()
      if (response.ok) return
    } catch (error) {
      if (Date.now() > endsAt) {
        const why = await readFile(log, 'utf8').catch(() => '')
        throw new Error(`nginx did not start: ${why.trim()}`, { cause: error })
      }
    }
    await sleep(50)
  }
}
