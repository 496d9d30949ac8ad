// A network of a test's own, with a loopback interface where every port is free, and names of its own.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { Command } from './command-line.ts';
import { commandOf, type CommandLinking } from './commands.ts';
import { type Outcome, outcomeOfCommand } from './guest.ts';
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
 * Runs a guest to its end in such a network, by a command and with `--allow-all`.
 *
 * @param setup a shell script that makes the interfaces
 */
export async function runInOwnNetwork(
  source: string,
  args: readonly string[],
  linking: CommandLinking,
  setup = '',
): Promise<Outcome> {
  const words = [...(await commandOf(source, linking)), '--allow-all', '--', ...args];
  const command = inOwnNetwork(`${setup}\nexec ${words.map((word) => `'${word}'`).join(' ')}`);
  const outcome = await outcomeOfCommand(command);
  expect(command.stdout, command.stderr).not.toBe('');
  return outcome;
}
