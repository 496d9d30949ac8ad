// A network of a test's own, with a loopback interface where every port is free, and names of its own.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { Command, MAIN } from './command-line.ts';
import { compiled, type Outcome } from './guest.ts';
import { temporaryDirectory } from './temporary.ts';

/** New network and mount namespaces: unshare(1). */
const UNSHARE = ['unshare', '--net', '--mount', '--propagation', 'private', '--'] as const;

/** Whether this process may have namespaces, and the tools for them; says so where it may not. */
export function hasOwnNetwork(): boolean {
  const [file, ...args] = UNSHARE;
  const allowed = spawnSync(file, [...args, 'ip', 'link', 'set', 'lo', 'up']).status === 0;
  if (!allowed) console.warn('tests in a network of their own are left out: they need root, unshare and ip');
  return allowed;
}

/** A shell script in such a network. @param hosts lines of its /etc/hosts */
export function inOwnNetwork(script: string, hosts: readonly string[] = []): Command {
  const names = join(temporaryDirectory(), 'hosts');
  writeFileSync(names, ['127.0.0.1 localhost', ...hosts, ''].join('\n'));
  const [file, ...args] = UNSHARE;
  return new Command(file, [...args, 'sh', '-euc', `ip link set lo up; mount --bind ${names} /etc/hosts\n${script}`]);
}

/**
 * Runs a guest to its end in such a network, by the command line and with `--allow-all`.
 *
 * @param setup a shell script that makes the interfaces
 */
export async function runInOwnNetwork(source: string, args: readonly string[], setup = ''): Promise<Outcome> {
  const guest = join(temporaryDirectory(), 'guest.wasm');
  writeFileSync(guest, await compiled(source));
  const words = [process.execPath, MAIN, 'run', guest, '--allow-all', '--', ...args];
  const command = inOwnNetwork(`${setup}\nexec ${words.map((word) => `'${word}'`).join(' ')}`);
  const code = await command.exited;
  expect(command.stdout, command.stderr).not.toBe('');
  const warnings = command.stderr.split('\n').flatMap((line) => line.split(/^Warning: /)[1] ?? []);
  return { code, lines: command.stdout.split('\n').slice(0, -1), warnings };
}
