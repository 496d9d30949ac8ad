// The headers of guests in C, compared by machine with glibc's of this machine.
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { hasWasiCompiler } from '../support/c-guests.ts';
import {
  includes,
  incompatible,
  integers,
  type Layout,
  layouts,
  linux,
  macros,
  ours,
  prototypes,
  written,
} from '../support/c-headers.ts';
import {
  HEADERS,
  LAYOUTS,
  LEFT_OUT,
  NO_FUNCTIONS,
  NUMBERED,
  OTHER_NUMBERS,
  OTHER_TYPES,
} from './header-differences.ts';

const hasHeaders =
  hasWasiCompiler &&
  spawnSync('clang', ['-x', 'c', '-fsyntax-only', '-'], { input: '#include <sys/epoll.h>\n' }).status === 0;

/** Without what programs must not name. */
function named(layout: Layout): Layout {
  return Object.fromEntries(Object.entries(layout).filter(([member]) => !member.startsWith('_')));
}

/** Types that the headers give names to only with `typedef`, as members of a structure, which has a name. */
const TYPEDEFS = ['fd_set', 'fd_mask', 'socklen_t', 'sa_family_t', 'in_port_t', 'in_addr_t', 'nfds_t', 'epoll_data_t'];
const UNNAMED = TYPEDEFS.map((type) => `struct of_${type} { ${type} member; };\n`).join('');

describe.skipIf(!hasHeaders)('compared with glibc', () => {
  test('types lie in memory as on Linux, where pointers and `long` have four bytes as here', () => {
    const text = includes(HEADERS) + UNNAMED;
    const own = layouts(ours, text);
    const different: Record<string, unknown> = {};
    let compared = 0;
    for (const [name, layout] of layouts(linux, text)) {
      const found = own.get(name);
      if (name.startsWith('_') || found === undefined) continue;
      compared++;
      const [here, there] = [named(found), named(layout)];
      const apart = [...new Set([...Object.keys(here), ...Object.keys(there)])].filter(
        (member) => here[member] !== there[member],
      );
      if (apart.length > 0) different[name] = new Set(apart);
    }
    expect(compared).toBeGreaterThan(50);
    const reasons = Object.entries(LAYOUTS).map(([name, { members }]) => [name, new Set(members)]);
    expect(different).toEqual(Object.fromEntries(reasons));
  });

  test('functions have glibc’s types, but for those that are left out', () => {
    const text = includes([...new Set<string>([...HEADERS, ...NUMBERED])]);
    const there = prototypes(linux, text);
    const own = prototypes(ours, text);
    const known = new Map(
      Array.from(there, ([name, type]) => [name, written(type)] as const).filter(
        // What a compiler knows by itself has its type: `unsigned int` is size_t there.
        ([name, type]) => own.has(name) && !/\bunsigned int\b/.test(type),
      ),
    );
    expect(known.size).toBeGreaterThan(250);
    expect(incompatible(ours, text, known).sort()).toEqual(Object.keys(OTHER_TYPES).sort());
    const lacking = [...there.keys()].filter((name) => !own.has(name));
    expect(lacking.filter((name) => !NO_FUNCTIONS.some(({ names }) => names.test(name)))).toEqual([]);
    // Each reason is still one.
    expect(NO_FUNCTIONS.filter(({ names }) => !lacking.some((name) => names.test(name)))).toEqual([]);
  });

  test('numbers have glibc’s names and values, but for those that are left out', () => {
    const text = includes(NUMBERED);
    const there = integers(linux, text, macros(linux, text));
    const own = macros(ours, text);
    const here = integers(ours, text, own);
    const known = [...there.keys()].filter((name) => here.has(name));
    expect(known.length).toBeGreaterThan(1000);
    expect(known.filter((name) => here.get(name) !== there.get(name)).sort()).toEqual(
      Object.keys(OTHER_NUMBERS).sort(),
    );
    const lacking = [...there.keys()].filter((name) => !here.has(name));
    expect(lacking.filter((name) => !LEFT_OUT.some(({ names }) => names.test(name)))).toEqual([]);
    // Each reason is still one.
    expect(LEFT_OUT.filter(({ names }) => !lacking.some((name) => names.test(name)))).toEqual([]);
  });
});
