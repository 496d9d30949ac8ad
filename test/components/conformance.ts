// The programs of conformance/, in a place: each prints a line for each statement, `ok …` or `differs …`.
import { readFileSync, writeFileSync } from 'node:fs';
import { env } from 'node:process';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { whyMissing } from './guests.ts';
import type { Given, Place } from './places.ts';

/** Each program, what it is given, and how many statements it has at least. */
const PROGRAMS: Record<string, { statements: number; args?: string[]; given?: Given }> = {
  'tcp-states': { statements: 400 },
  'tcp-options': { statements: 730 },
  'tcp-transfer': { statements: 108 },
  udp: { statements: 310 },
  lookup: { statements: 43 },
  streams: { statements: 160 },
  poll: { statements: 56 },
  'clocks-random-cli': {
    statements: 48,
    args: ['one', '', 'drei 🍒'],
    given: { environment: { NAME: 'value', EMPTY: '' }, input: '' },
  },
};

/** Exit codes, by how the program ends. */
const EXITS = { ok: 0, error: 1, 'return-ok': 0, 'return-error': 1, 0: 0, 7: 7, 255: 255 };

/** What differs, by program, in a file beside this one: a line is `<program>: <statement>: <what is seen instead>`. */
const FILE = (place: Place) => fileURLToPath(new URL(`conformance/${place.name}.txt`, import.meta.url));

/** WASOCK_CONFORMANCE=write records what is seen. */
const isWriting = env['WASOCK_CONFORMANCE'] === 'write';

/** States that in a place no statement differs but those recorded; that what must trap does; and what the exit codes are. */
export function testConformance(place: Place): void {
  const seen = new Map<string, string[]>();
  describe.skipIf(place.missing !== undefined || whyMissing('conformance/udp') !== undefined)(
    `conformance of ${place.name}`,
    () => {
      const recorded = isWriting ? [] : readFileSync(FILE(place), 'utf8').split('\n');
      test.each(Object.entries(PROGRAMS))('%s', async (program, { statements, args = [], given = {} }) => {
        const command = place.run(`conformance/${program}`, args, given);
        expect(await command.exited, command.stderr).toBe(0);
        const lines = command.stdout.trimEnd().split('\n');
        const differing = lines.filter((line) => line.startsWith('differs '));
        seen.set(
          program,
          differing.map((line) => line.replace(/^differs /, `${program}: `)),
        );
        const expected = isWriting ? seen.get(program) : recorded.filter((line) => line.startsWith(`${program}: `));
        expect(seen.get(program)).toEqual(expected);
        expect(lines.length).toBeGreaterThanOrEqual(statements);
        expect(lines.filter((line) => !/^(ok|differs) /.test(line))).toEqual([]);
      });

      test('what must trap', async () => {
        const listing = place.run('conformance/traps', []);
        expect(await listing.exited).toBe(0);
        const names = listing.stdout.trimEnd().split('\n');
        expect(names.length).toBeGreaterThanOrEqual(12);
        for (const name of names) {
          const command = place.run('conformance/traps', [name]);
          expect(await command.exited, name).not.toBe(0);
          expect(command.stdout, name).toBe('');
          expect(command.stderr, name).not.toContain('panicked');
        }
      });

      test.each(Object.entries(EXITS))('exit %s', async (how, code) => {
        const command = place.run('conformance/exit', [how]);
        expect(await command.exited).toBe(code);
        expect(command.stdout).toBe('');
      });

      afterAll(() => {
        if (isWriting) writeFileSync(FILE(place), `${[...seen.values()].flat().join('\n')}\n`);
      });
    },
  );
}
