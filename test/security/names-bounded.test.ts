// How much a program makes of what a guest names: functions, texts of types, errors.
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { describe, expect, test } from 'vitest';
import { compileModule, createPool, exportTypes, inspectGuest, LinkError, loadGuest } from 'wasock';
import { component } from '../support/components.ts';

const TOO_MANY = 'a guest has at most 5000 functions that can be called';
const TOO_LONG = 'the types of the functions are longer than anybody reads';

const times = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => text(i)).join(' ');

/** A core module with one function by this many names. */
const core = (count: number) =>
  parse(`(module (memory (export "memory") 1) (func $f) ${times(count, (i) => `(export "f${i}" (func $f))`)})`);

/** A component with an interface of so many functions. Each is called by two names. */
const interfaceOf = (count: number) =>
  component(`(core module $M (func (export "f"))) (core instance $m (instantiate $M))
    (func $f (canon lift (core func $m "f")))
    (instance $i ${times(count, (i) => `(export "f${i}" (func $f))`)}) (export "a:b/c" (instance $i))`);

/** A function with parameters of long names, by so many names. */
const longParams = (count: number) => {
  const params = times(64, (i) => `(param "p${i}${'a'.repeat(4000)}" u8)`);
  return component(`(import "f" (func $f ${params})) ${times(count, (i) => `(export "e${i}" (func $f))`)}`);
};

/** An interface of a hundred functions with long names, by so many names. */
const longFunctions = (count: number) =>
  component(`(import "f" (func $f)) (instance $i ${times(100, (i) => `(export "f${i}${'a'.repeat(4000)}" (func $f))`)})
    ${times(count, (i) => `(export "a:b/i${i}" (instance $i))`)}`);

describe.each(['worker', 'process', 'thread'] as const)('functions that can be called (%s)', (isolation) => {
  test('are 5000 at most', async () => {
    const guest = await loadGuest(await core(5000), { isolation });
    expect(Object.keys(guest.exports)).toHaveLength(5000);
    await guest.close();
    for (const wasm of [await core(5001), await interfaceOf(2501)]) {
      const loading = loadGuest(wasm, { isolation });
      await expect(loading).rejects.toThrow(LinkError);
      await expect(loading).rejects.toThrow(TOO_MANY);
    }
  });

  test('have names of four million characters together at most', async () => {
    const wasm = await parse(`(module (memory (export "memory") 1) (func $f)
      ${times(50, (i) => `(export "f${i}${'a'.repeat(90_000)}" (func $f))`)})`);
    await expect(loadGuest(wasm, { isolation })).rejects.toThrow(
      "the names of a guest's functions have at most 4194304 characters",
    );
  });
});

test('a pool tells whoever uses it that they are too many', async () => {
  const pool = createPool(await core(5001), { size: 1 });
  await expect(pool.run(() => 1)).rejects.toThrow(TOO_MANY);
  await pool.close();
});

describe('the types of what a guest exports', () => {
  test('are written out for no more functions than can be called', async () => {
    expect(exportTypes(await core(5000)).length).toBeLessThan(200_000);
    const many = await core(5001);
    expect(() => exportTypes(many)).toThrow(TOO_MANY);
  });

  test.each([
    ['parameters', longParams],
    ['functions of an interface', longFunctions],
  ])('count the names of %s, as often as they are written', async (_, make) => {
    const [few, many] = [await make(2), await make(100)];
    for (const read of [exportTypes, inspectGuest]) {
      expect(() => read(few)).not.toThrow();
      expect(() => read(many)).toThrow(LinkError);
      expect(() => read(many)).toThrow(TOO_LONG);
    }
  });
});

test('what an engine says of a module that is not valid moves no terminal’s cursor', () => {
  const name = [...Buffer.from('\u{1b}]0;title\u{7}')];
  const entry = [name.length, ...name, 0, 0];
  const exports = [2, ...entry, ...entry];
  const sections = [
    [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    [1, 4, 1, 0x60, 0, 0],
    [3, 2, 1, 0],
    [7, exports.length, ...exports],
    [10, 4, 1, 2, 0, 0x0b],
  ];
  const twice = Uint8Array.from(sections.flat());
  for (const read of [compileModule, exportTypes, inspectGuest]) {
    expect(() => read(twice)).toThrow(WebAssembly.CompileError);
    expect(() => read(twice)).toThrow('\\u{1b}]0;title\\u{7}');
  }
});
