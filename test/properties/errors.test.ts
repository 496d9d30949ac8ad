import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { guestFile } from '../support/cases.ts';
import { Command, MAIN } from '../support/command-line.ts';
import { compiled } from '../support/compiled.ts';
import { testCases } from '../support/in-node.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { CASES } from './cases/errors.ts';

testCases('errors', CASES);

// jco's own WASI starts a thread for its streams, which such a process cannot have: docs/limitations.md.
test.each(['core', 'component'] as const)(
  'a process without free descriptors gives EMFILE, and recovers (%s)',
  async (target) => {
    const limited = `ulimit -n 100; exec "$0" "$@"`;
    const guest = join(temporaryDirectory(), 'guest.wasm');
    writeFileSync(guest, await compiled(guestFile('errors'), target));
    const words = ['-c', limited, process.execPath, MAIN, 'run', guest, '--', 'too-many-files'];
    const command = new Command('/bin/sh', words);
    expect({ code: await command.exited, stdout: command.stdout }).toEqual({
      code: 0,
      stdout: 'errno: 24\npair: false\nerrno: 24\nafter closing one: true\n',
    });
    expect(command.stderr).toContain('socket_create(): Unable to create socket [24]: Too many open files');
    expect(command.stderr).toContain('socket_create_pair(): Unable to create socket pair [24]: Too many open files');
  },
);
