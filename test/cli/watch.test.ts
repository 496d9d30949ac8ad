// wasock run --watch: what a change of the sources does.
import { kill } from 'node:process';
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { wasock } from '../support/command-line.ts';
import { freePort } from '../support/peer.ts';
import { temporaryDirectory } from '../support/temporary.ts';

/** A guest that listens, says so with a text of another file, and waits. */
const LISTENS = `
  import { AF_INET, SOCK_STREAM, socket_accept, socket_bind, socket_create, socket_listen } from 'wasock';
  import { TEXT } from './text';
  const listener = socket_create(AF_INET, SOCK_STREAM, 0)!;
  if (!socket_bind(listener, '127.0.0.1', i32.parse(process.argv[1])) || !socket_listen(listener)) process.exit(3);
  console.log(TEXT);
  socket_accept(listener);
`;

const text = (value: string) => `export const TEXT: string = '${value}';\n`;

test('a change of a file starts the guest anew, when the earlier one has gone; a signal ends both', async () => {
  const folder = temporaryDirectory();
  const guest = join(folder, 'guest.ts');
  const part = join(folder, 'text.ts');
  writeFileSync(guest, LISTENS);
  writeFileSync(part, text('one'));
  const port = String(await freePort());
  const command = wasock('run', '--watch', guest, '--allow-bind', `127.0.0.1:${port}`, '--', port);
  await command.printed(/one\n/);

  // It listens at the same port.
  writeFileSync(part, text('two'));
  await command.printed(/two\n/);

  // As editors do it.
  writeFileSync(`${part}~`, text('three'));
  renameSync(`${part}~`, part);
  await command.printed(/three\n/);

  // What does not compile ends the guest, and what does starts it.
  writeFileSync(part, 'export const TEXT: string = 4;\n');
  await command.printed(/wasock: .*guest\.ts does not compile.*\nwasock: waiting for a change\n/, 'stderr');
  writeFileSync(part, text('five'));
  await command.printed(/five\n/);

  kill(command.pid, 'SIGINT');
  expect(await command.exited).toBe(130);
  expect(command.stdout).toBe('one\ntwo\nthree\nfive\n');
});

test('a guest that has ended is started anew at a change', async () => {
  const guest = join(temporaryDirectory(), 'guest.ts');
  writeFileSync(guest, "console.log('first'); process.exit(5);\n");
  const command = wasock('run', '--watch', guest);
  await command.printed(/wasock: the guest has ended, with 5; waiting for a change\n/, 'stderr');
  writeFileSync(guest, 'unreachable();\n');
  await command.printed(/wasock: the guest trapped: [^]*the guest has ended, with 134/, 'stderr');
  kill(command.pid, 'SIGTERM');
  expect(await command.exited).toBe(143);
  expect(command.stdout).toBe('first\n');
});

test.each([
  [['--wait', 'suspend'], '--watch goes with --wait block only'],
  [['--learn', 'rules.json'], '--watch and --learn do not go together'],
])('it refuses %j', async (flags, message) => {
  const command = wasock('run', '--watch', 'guest.ts', ...flags);
  expect(await command.exited).toBe(2);
  expect(command.stderr).toBe(`wasock: ${message}\n`);
});
