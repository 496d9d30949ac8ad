// The tables of asm/ against the WIT, which they mirror, and against PHP's own, recorded in test/php/.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { resourcesOf } from '../../wit/model/index.mjs';
import { ownInterface } from '../../wit/sources.mjs';
import { evaluateInC, hasCompiler } from '../support/c-compiler.ts';
import { casesOf } from '../support/wit-cases.ts';

const HEADERS = [
  'linux/filter.h',
  'linux/if_ether.h',
  'netdb.h',
  'netinet/in.h',
  'netinet/tcp.h',
  'netinet/udp.h',
  'sys/socket.h',
];

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

const names = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1] ?? '');
const pascal = (name: string) => name.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase());
const camel = (name: string) => name.replace(/[-.](.)/g, (_, letter: string) => letter.toUpperCase());

/** The names that the canonical ABI gives to the functions of an interface, the end of a resource after its functions. */
function imports(file: string): string[] {
  const found = ownInterface(file);
  const ends = new Map(resourcesOf(found).map((resource) => [resource.functions.at(-1), resource.name]));
  return found.functions.flatMap((func) => {
    const ended = ends.get(func);
    return ended === undefined ? [func.fullName] : [func.fullName, `[resource-drop]${ended}`];
  });
}

describe('the bindings', () => {
  test.each(['host', 'diagnostics'])('of %s have the functions of the WIT, in its order and with its names', (file) => {
    const bindings = read(`asm/bindings/${file}.ts`);
    const expected = imports(file);

    expect(expected.length).toBeGreaterThan(0);
    expect(names(bindings, /@external\("wasock:sockets\/[a-z]+@0\.1\.0", "([^"]+)"\)/g)).toEqual(expected);
    expect(names(bindings, /declare function (\w+)\(/g)).toEqual(
      expected.map((name) => camel(name.replace(/^\[resource-drop\](.*)/, '$1-drop').replace(/^\[\w+\]/, ''))),
    );
    expect(names(bindings, /@external\("wasock:sockets\/([a-z]+)@/g)).toEqual(expected.map(() => file));
  });
});

describe('the WIT’s order is that of', () => {
  test('the errno table, whose numbers are Linux’s', () => {
    const errno = read('asm/errno.ts');
    const cases = casesOf('errno');
    const numbers = new Map(
      [...errno.matchAll(/^ {2}(\d+), \/\/ (\w+)$/gm)].map(([, number, name]) => [name, Number(number)]),
    );

    expect([...numbers.keys()]).toEqual(cases);
    const php = constants('test/php/constants.json');
    for (const [name, number] of numbers) {
      const known = php[`SOCKET_${(name ?? '').toUpperCase()}`];
      if (known !== undefined) expect(`${name} ${number}`).toBe(`${name} ${known}`);
    }
  });

  test('OptionName and OptionKind', () => {
    const source = read('asm/data/option.ts');
    const enumOf = (name: string) =>
      names(new RegExp(`enum ${name} \\{([^}]*)\\}`).exec(source)?.[1] ?? '', /^ {2}(\w+),$/gm);
    expect(enumOf('OptionName')).toEqual(casesOf('option-name').map(pascal));
    expect(enumOf('OptionKind')).toEqual(casesOf('option-value').map(pascal));
  });

  test('OutgoingKind and IncomingKind', () => {
    const source = read('asm/data/message.ts');
    const enumOf = (name: string) =>
      names(new RegExp(`enum ${name} \\{([^}]*)\\}`).exec(source)?.[1] ?? '', /^ {2}(\w+),$/gm);
    const cases = (name: string) => casesOf(name, 'host').map(pascal);
    expect(cases('outgoing-control')).toHaveLength(9);
    expect(enumOf('OutgoingKind')).toEqual(cases('outgoing-control'));
    expect(enumOf('IncomingKind')).toEqual(cases('incoming-control'));
  });

  test('LookupError, which lacks only `system`', () => {
    const source = /enum LookupError \{([^}]*)\}/.exec(read('asm/data/lookup.ts'))?.[1] ?? '';
    expect([...names(source, /^ {2}(\w+),$/gm), 'System']).toEqual(casesOf('lookup-error').map(pascal));
  });

  test('the flags of send, receive and messages', () => {
    const source = read('asm/system/flags.ts');
    const table = (name: string) =>
      names(new RegExp(`const ${name}: [^=]*= \\[([^\\]]*)\\]`).exec(source)?.[1] ?? '', /MSG_(\w+)/g);
    const flags = (name: string) => casesOf(name).map((flag) => flag.toUpperCase().replace('-', '_'));
    expect(table('SEND')).toEqual(flags('send-flags'));
    expect(table('RECEIVE')).toEqual(flags('receive-flags'));
    expect(table('MESSAGE')).toEqual(flags('message-flags'));
  });
});

const own = Object.fromEntries(
  [...read('asm/constants.ts').matchAll(/^export const (\w+): i32 = (\S+);$/gm)].map(([, name, value]) => [
    name,
    Number(value),
  ]),
);

test('every constant of PHP’s extension has PHP’s number', () => {
  expect(own).toMatchObject(constants('test/php/constants.json'));
});

test.skipIf(!hasCompiler || process.platform !== 'linux')('the constants of later versions have C’s numbers', () => {
  const recorded = constants('test/php/constants.json');
  // Those of PHP's streams and errors are not the system's.
  const later = Object.keys(own).filter((name) => !(name in recorded) && !/^(STREAM|E)_/.test(name));
  expect(later.length).toBeGreaterThan(50);
  const inC = (name: string) => name.replace(/^SOL_(?!SOCKET)/, 'IPPROTO_');
  const values = evaluateInC(HEADERS, later.map(inC));
  expect(Object.fromEntries(later.map((name) => [name, own[name]]))).toEqual(
    Object.fromEntries(later.map((name, i) => [name, values[i]])),
  );
});

function constants(path: string): Record<string, number> {
  const parsed: unknown = JSON.parse(read(path));
  if (typeof parsed !== 'object' || parsed === null) throw new TypeError(`${path} holds no object`);
  return Object.fromEntries(Object.entries(parsed).map(([name, value]) => [name, Number(value)]));
}
