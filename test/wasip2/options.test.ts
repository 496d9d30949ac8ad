// Every option of the WIT on a socket of each kind, over WASI and on this package's host: the same outcome, or what
// lacking-options.ts lists. So what is said of an option that a kind of socket lacks is what Linux says, which tells
// apart options of another kind (EOPNOTSUPP) and options that nobody knows (ENOPROTOOPT).
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { OPTION_NAME_CASES } from '#host/generated/cases';
import { optionRow } from '#host/os/option-row';
import { run } from '../support/guest.ts';
import { isNewKernel } from '../support/kernel.ts';
import { KINDS, LACKING_OPTIONS } from './lacking-options.ts';
import { buildGuest, hasWasmtime, prepare, runReady } from './runtimes.ts';

const GUEST = fileURLToPath(new URL('guests/options.ts', import.meta.url));

const ENOPROTOOPT = 92;
const EOPNOTSUPP = 95;

/** PHP has no constant for it: a filter of 0 is set in its place. */
const NAMELESS = 'so-detach-reuseport-bpf';

const named = OPTION_NAME_CASES.filter((name) => name !== NAMELESS);
const options = named.map((name) => name.replaceAll('-', '_').toUpperCase());

const args = named.map((name) => {
  const row = optionRow(name);
  return `${row?.level}:${row?.name}`;
});

const SOURCES = new URL('../../asm/system/wasip2/', import.meta.url);
const texts = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(new URL(name, SOURCES), 'utf8'))
  .join('');

/** Whether any socket over WASI has the option. What none has needs no row in lacking-options.ts. */
function isThere(key: string): boolean {
  const name = key.split(' ')[0] ?? '';
  const words = name.split('_').map((word) => word.slice(0, 1) + word.slice(1).toLowerCase());
  return texts.includes(`OptionName.${words.join('')}`);
}

/** What comes of getting and of setting an option: 0, or an errno. */
type Outcomes = ReadonlyMap<string, readonly number[]>;

/** By option and kind of socket; as the guest prints it, for each option a line for each kind. */
function outcomes(lines: readonly string[]): Outcomes {
  const keys = options.flatMap((name) => KINDS.map((kind) => `${name} ${kind}`));
  expect(lines).toHaveLength(keys.length);
  return new Map(keys.map((key, index) => [key, (lines[index] ?? '').split(' ').map(Number)]));
}

test('each option has a number', () => {
  expect(args.filter((word) => !/^\d+:\d+$/.test(word))).toEqual([]);
  expect(options.length).toBeGreaterThan(60);
});

// Older kernels say otherwise of some: SO_PASSCRED of internet sockets, SO_REUSEPORT of local ones.
test.skipIf(!hasWasmtime || !isNewKernel)('an option is what it is on the host, or is listed as lacking', async () => {
  const here = outcomes((await run(GUEST, args, { linking: 'blocking', policy: { all: true } })).lines);
  const command = runReady(await prepare('wasmtime', await buildGuest(GUEST)), args);
  expect(await command.exited, command.stderr).toBe(0);
  const there = outcomes(command.stdout.split('\n').slice(0, -1));

  const differing = [...here].filter(([key, codes]) => String(codes) !== String(there.get(key)));
  const listed = LACKING_OPTIONS.flatMap(({ kinds, options: names }) =>
    kinds.flatMap((kind) => names.map((name) => `${name} ${kind}`)),
  );
  const keys = differing.map(([key]) => key);
  expect(keys.filter(isThere).sort()).toEqual(listed.filter(isThere).sort());

  // What is lacking is refused as an option that Linux does not know, and only where Linux does know it.
  const misnamed = differing.flatMap(([key, codes]) =>
    codes.flatMap((code, index) => {
      const found = there.get(key)?.[index];
      const isLack = found === ENOPROTOOPT && code !== EOPNOTSUPP;
      return found === code || isLack ? [] : [`${key}: ${found} instead of ${code}`];
    }),
  );
  expect(misnamed).toEqual([]);
});
