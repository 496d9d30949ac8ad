import { expect, test } from 'vitest';
import { guestFile } from '../support/cases.ts';
import { Command, MAIN } from '../support/command-line.ts';
import { testCases } from '../support/in-node.ts';
import { CASES } from './cases/errors.ts';

testCases('errors', CASES);

test('a process without free descriptors gives EMFILE, and recovers', async () => {
  const limited = `ulimit -n 100; exec "$0" "$@"`;
  const command = new Command('/bin/sh', [
    '-c',
    limited,
    process.execPath,
    MAIN,
    'run',
    guestFile('errors'),
    '--',
    'too-many-files',
  ]);
  expect({ code: await command.exited, stdout: command.stdout }).toEqual({
    code: 0,
    stdout: 'errno: 24\npair: false\nerrno: 24\nafter closing one: true\n',
  });
  expect(command.stderr).toContain('socket_create(): Unable to create socket [24]: Too many open files');
  expect(command.stderr).toContain('socket_create_pair(): Unable to create socket pair [24]: Too many open files');
});
