import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { Command, MAIN } from '../support/command-line.ts';
import { argumentsFor, FAMILIES, INTERNET, variants, type Variant } from '../support/families.ts';
import { run } from '../support/guest.ts';

const GUEST = fileURLToPath(new URL('guests/errors.ts', import.meta.url));
const errors = (testCase: string, { family, linking }: Variant) =>
  run(GUEST, argumentsFor(testCase, family), { linking });

describe.each(variants(FAMILIES))('over $family, $linking', (variant) => {
  test('a taken address gives EADDRINUSE', async () => {
    const { lines, warnings } = await errors('address-in-use', variant);
    expect(lines).toEqual(['bind: false', 'errno: 98', 'global: 98', 'text: Address already in use']);
    expect(warnings).toEqual(['socket_bind(): Unable to bind address [98]: Address already in use']);
  });

  test('an address where nobody listens gives ECONNREFUSED', async () => {
    const { lines, warnings } = await errors('refused', variant);
    expect(lines).toEqual(['connect: false', 'errno: 111', 'text: Connection refused']);
    expect(warnings).toEqual(['socket_connect(): unable to connect [111]: Connection refused']);
  });
});

test.each(variants(INTERNET))(
  'SO_ERROR after a failed non-blocking connect is real, and cleared by reading: $family, $linking',
  async (variant) => {
    const { lines, warnings } = await errors('refused-later', variant);
    expect(lines).toEqual(['connect: false', 'errno: 115', 'writable: 1', 'SO_ERROR: 111', 'SO_ERROR again: 0']);
    expect(warnings).toEqual([]);
  },
);

test('a process without free descriptors gives EMFILE, and recovers', async () => {
  const limited = `ulimit -n 100; exec "$0" "$@"`;
  const command = new Command('/bin/sh', ['-c', limited, process.execPath, MAIN, 'run', GUEST, '--', 'too-many-files']);
  expect({ code: await command.exited, stdout: command.stdout }).toEqual({
    code: 0,
    stdout: 'errno: 24\npair: false\nerrno: 24\nafter closing one: true\n',
  });
  expect(command.stderr).toContain('socket_create(): Unable to create socket [24]: Too many open files');
  expect(command.stderr).toContain('socket_create_pair(): Unable to create socket pair [24]: Too many open files');
});
