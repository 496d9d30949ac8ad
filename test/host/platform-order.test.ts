// The order of cases on the wire comes from the WIT: with a platform whose tables have their rows in another order, guests
// see no difference.
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CASES as ADDRINFO } from '../properties/cases/addrinfo.ts';
import { CASES as FLAGS } from '../properties/cases/flags.ts';
import { CASES as HANDOVER } from '../properties/cases/handover.ts';
import { CASES as KINDS } from '../properties/cases/kinds.ts';
import { CASES as LATER_OPTIONS } from '../properties/cases/later-options.ts';
import { CASES as MESSAGES } from '../properties/cases/messages.ts';
import { guestFile, outcomeOf, startCase, type Cases } from '../support/cases.ts';
import { compiled } from '../support/compiled.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Everything that the guests ask of the platform's tables, by the guests' names. */
const GUESTS: Readonly<Record<string, Cases>> = {
  addrinfo: ADDRINFO,
  flags: FLAGS,
  handover: HANDOVER,
  kinds: KINDS,
  'later-options': LATER_OPTIONS,
  messages: MESSAGES,
};

/** Turns the rows of each table round, and of each table in it; lists keep their order. */
const TURN = `
function turned(value) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).reverse().map(([key, own]) => [key, turned(own)]));
}
export const linux = turned(inOrder);
`;

let directory = '';

beforeAll(() => {
  mkdirSync(join(ROOT, 'build'), { recursive: true });
  // Inside of the package, whose dependencies it has.
  directory = mkdtempSync(join(ROOT, 'build/turned-'));
  cpSync(join(ROOT, 'dist'), join(directory, 'dist'), { recursive: true });
  writeFileSync(join(directory, 'package.json'), '{ "type": "module" }');
  const path = join(directory, 'dist/os/linux.js');
  const table = readFileSync(path, 'utf8');
  const inOrder = table.replace('export const linux =', 'const inOrder =');
  if (inOrder === table) throw new Error(`${path} has no table`);
  writeFileSync(path, inOrder + TURN);
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Runs a guest on the host with that platform. */
async function runTurned(guest: string, args: readonly string[]) {
  const file = join(directory, `${guest}.wasm`);
  writeFileSync(file, await compiled(guestFile(guest)));
  const everything = ['--allow-connect', '127.0.0.1,[::1],unix:*', '--allow-bind', '127.0.0.1,[::1],unix:*'];
  const words = [join(directory, 'dist/cli/main.js'), 'run', file, ...everything, '--', ...args];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, words);
  const warnings = stderr.split('\n').filter((line) => line.startsWith('Warning: '));
  return {
    code: 0,
    lines: stdout.split('\n').slice(0, -1),
    warnings: warnings.map((line) => line.replace(/^Warning: /, '')),
  };
}

describe.each(Object.entries(GUESTS))('the guest %s', (guest, cases) => {
  const plain = Object.entries(cases).filter(([, own]) => own.network === undefined && own.policy === undefined);

  test.each(plain)('%s', async (name, own) => {
    const [family] = own.families;
    const args = await startCase(name, own, family!);
    expect(await runTurned(guest, args)).toEqual(outcomeOf(own, family!));
  });
});
