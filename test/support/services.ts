// Real servers for the examples, each with a configuration and a directory of its own.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from './command-line.ts';
import { freePort } from './peer.ts';
import { temporaryDirectory } from './temporary.ts';

/** Whether a program is on the PATH; says so where it is not, since a test is then left out. */
export function installed(program: string): boolean {
  const found = spawnSync(program, ['-v']).error === undefined;
  if (!found) console.warn(`tests with ${program} are left out: it is not on the PATH`);
  return found;
}

/** A configuration of nginx for a port of loopback, with one page, in a directory of its own. */
export function nginxDirectory(port: number): string {
  const directory = temporaryDirectory();
  writeFileSync(join(directory, 'index.html'), '<p>Hello from nginx</p>\n');
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path temp;`);
  writeFileSync(
    join(directory, 'nginx.conf'),
    `master_process off; pid nginx.pid; error_log stderr notice;
     events {}
     http { access_log off; ${temporary.join(' ')} server { listen 127.0.0.1:${port}; root ${directory}; } }`,
  );
  return directory;
}

/** nginx on a free port of loopback, serving one page, until the test is over. */
export async function startNginx(): Promise<{ port: number }> {
  const port = await freePort();
  const where = ['-e', 'stderr', '-p', nginxDirectory(port), '-c', 'nginx.conf'];
  // Its first notices come after it has begun to listen.
  await new Command('nginx', [...where, '-g', 'daemon off;']).printed(/\[notice\]/, 'stderr');
  return { port };
}

/** Redis on a free port of loopback and on a local socket, without persistence, until the test is over. @param more options */
export async function startRedis(more: readonly string[] = []): Promise<{ port: number; path: string }> {
  const directory = temporaryDirectory();
  const port = await freePort();
  const path = join(directory, 'redis.sock');
  const options = ['--bind', '127.0.0.1', '--port', String(port), '--unixsocket', path, '--dir', directory];
  const redis = new Command('redis-server', [...options, '--save', '', '--appendonly', 'no', ...more]);
  await redis.printed(/ready to accept connections/i);
  return { port, path };
}
