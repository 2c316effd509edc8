import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eventually } from '../eventually.ts'
import { findProgram } from '../find-program.ts'

/** nginx in the `PATH`, or where Debian has it; `undefined` if there is none. */
export const findNginx = (): Promise<string | undefined> => findProgram('nginx', '/usr/sbin')

/** Folders that nginx makes for itself, where it may. */
const folders = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']

/**
 * Starts nginx on loopback.
 *
 * @param servers - `server` blocks.
 * @param port - One on which they listen.
 * @returns What stops it.
 */
export async function startNginx(
  path: string | undefined,
  servers: string,
  port: number,
): Promise<() => Promise<void>> {
  if (path === undefined) throw new Error('there is no nginx: apt-get install nginx-light')
  const folder = await mkdtemp(join(tmpdir(), 'jupyterhub-nginx-'))
  const config = join(folder, 'nginx.conf')
  await writeFile(
    config,
    [
      'daemon off; master_process off; pid pid; error_log error.log;',
      'events {}',
      'http {',
      'access_log off;',
      ...folders.map((name) => `${name}_temp_path ${name};`),
      servers,
      '}',
    ].join('\n'),
  )
  // The shell notices when this process is gone, however that happened, as nginx would not.
  const argv = [path, '-p', folder, '-c', config, '-e', 'error.log']
  const child = spawn('sh', ['-c', '"$@" & cat >/dev/null; kill $!; wait', 'sh', ...argv], {
    stdio: ['pipe', 'inherit', 'inherit'],
  })
  const ended = once(child, 'exit')
  const stop = async (): Promise<void> => {
    child.stdin.end()
    await ended
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    await eventually('nginx listens', () =>
      fetch(`http://127.0.0.1:${port}/`).then(
        () => true,
        () => false,
      ),
    )
  } catch (error) {
    await stop()
    throw error
  }
  return stop
}
