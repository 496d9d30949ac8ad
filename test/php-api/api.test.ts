// One list of functions in four places: the library for guests, the WIT, JavaScript's object, the documentation.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as module from 'wasock/php';
import { SIGNATURES } from '#host/php/generated/interface';
import { constantDeclarations } from '../../wit/constants.mjs';
import { needsFreeing, worldExports } from '../../wit/model/index.mjs';
import { ownInterface, witModel } from '../../wit/sources.mjs';
import { usePhp } from './support.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

/** Those of processes, which a component does not have: docs/fork.md. */
const OF_PROCESSES = /^(pcntl|posix)_|^exit$/;

/** The names of PHP's functions that guests can import. */
function guestFunctions(): string[] {
  const files = [...read('asm/index.ts').matchAll(/export \{([^}]*)\} from/g)].flatMap(([, names = '']) => names);
  const names = new Set(files.join(',').match(/\b[a-z][a-z0-9_]*\b/g));
  return [...names].filter((name) => !OF_PROCESSES.test(name));
}

const snake = (name: string) => name.replaceAll('-', '_');
const camel = (name: string) => name.replaceAll(/[-_]([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

const api = ownInterface('php');
const exported = api.functions.map(({ name }) => name);

test('the component exports every function that a guest can import', () => {
  expect(exported.map(snake).sort()).toEqual(guestFunctions().sort());
});

test("JavaScript's object has every function of the WIT", () => {
  const own = new Set(['close', 'usage', 'warnings']);
  const functions = Object.keys(usePhp()).filter((name) => !own.has(name));
  expect(functions).toEqual(exported.map(camel));
});

test('wasock/php exports every constant of PHP with its number', () => {
  const constants = Object.entries(module).filter(([name]) => /^[A-Z][A-Z0-9_]+$/.test(name));
  const given = Object.fromEntries(constants);
  const known = constantDeclarations().matchAll(/^export const ([A-Z0-9_]+): i32 = (-?\w+);/gm);
  expect(given).toEqual(Object.fromEntries(Array.from(known, ([, name = '', value]) => [name, Number(value)])));
});

describe("the core module's exports", () => {
  const PHP = api.id;
  const library = readFileSync(new URL(import.meta.resolve('wasock/library.wasm')));
  const exports = new Set(WebAssembly.Module.exports(new WebAssembly.Module(library)).map(({ name }) => name));

  test('are the functions, the ends of the resources, and what the canonical ABI needs', () => {
    const plain = [...exports].filter((name) => !name.includes(PHP));
    expect(plain.sort()).toEqual(['_initialize', 'cabi_realloc', 'memory', 'wasock_landing']);
    const functions = [...exports].filter((name) => name.startsWith(PHP)).map((name) => name.slice(PHP.length + 1));
    const expected = worldExports(witModel().world('wasock:sockets/library@0.1.0')).map(({ name }) => name);
    const own = expected.filter((name) => !name.startsWith('cabi_post_')).map((name) => name.slice(PHP.length + 1));
    expect(functions.sort()).toEqual(own.sort());
  });

  test('free what a result refers to, wherever one may refer to something', () => {
    const freeing = [...exports].filter((name) => name.startsWith('cabi_post_')).map((name) => name.split('#')[1]);
    const long = api.functions.filter(needsFreeing).map(({ name }) => name);
    expect(freeing.sort()).toEqual(long.sort());
  });

  test('have the names that the table of signatures has', () => {
    expect(Object.values(SIGNATURES).map(({ name }) => name)).toEqual(exported);
  });
});
