// What errors say of a guest: its names are in them, so they are cut, and nothing in them moves a terminal's cursor.
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { describe, expect, test } from 'vitest';
import { type ComponentError, runGuest, spawnGuest } from 'wasock';
import { thrownError } from '#host/guest/calling';
import { messageText, withShownTexts } from '#host/guest/error-text';
import { errorData, revive } from '#host/guest/messages';
import { withFitNames } from '#host/wasm/name-section';

const ESCAPE = '\u{1b}]0;title\u{7}';

/** A module that traps in a function of this name, which calls itself some times before. */
const trapping = (name: string) =>
  parse(`(module
    (memory (export "memory") 1)
    (global $left (mut i32) (i32.const 20))
    (func $f (@name ${JSON.stringify(name).replaceAll(/\\u00(..)/g, '\\$1')})
      (global.set $left (i32.sub (global.get $left) (i32.const 1)))
      (if (i32.eqz (global.get $left)) (then (unreachable)))
      (call $f))
    (func (export "_start") (call $f)))`);

const WAYS: [name: string, run: (wasm: Uint8Array) => Promise<number>][] = [
  ['on this thread', (wasm) => runGuest(wasm)],
  ['in a worker', (wasm) => spawnGuest(wasm).exited],
  ['in a process', (wasm) => spawnGuest(wasm, { isolation: 'process' }).exited],
];

describe.each(WAYS)('a guest that traps %s', (_, run) => {
  test.each([
    ['very long names', 'n'.repeat(5_000_000)],
    ['names that steer a terminal', `${ESCAPE}\nwasock: all is well`],
  ])('has a short stack, without %s', async (__, name) => {
    const error: unknown = await run(await trapping(name)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(WebAssembly.RuntimeError);
    const { stack = '' } = error as Error;
    expect(stack.length).toBeLessThan(20_000);
    expect(stack).not.toContain('\u{1b}');
    expect(stack).not.toContain('all is well');
  });

  test('shows the names of its functions', async () => {
    const error: unknown = await run(await trapping('the_culprit')).catch((thrown: unknown) => thrown);
    expect((error as Error).stack).toContain('the_culprit');
  });
});

test.each(WAYS.slice(1))("a guest's exception that nothing caught is an error that says so, %s", async (_, run) => {
  const wasm = await parse('(module (memory (export "memory") 1) (tag $t) (func (export "_start") (throw $t)))');
  const error: unknown = await run(wasm).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(WebAssembly.RuntimeError);
  expect((error as Error).message).toBe('the guest threw an exception that it did not catch');
});

test.each([ESCAPE, 'x'.repeat(5000), { tag: ESCAPE }])(
  'the error of a call says nothing of a payload such as %j',
  (payload) => {
    const error = thrownError({ functionName: `f${ESCAPE}`, payload }, revive) as ComponentError;
    const { message, functionName } = error;
    expect(message).toMatch(/: failed: see the payload$/);
    expect(message + functionName).not.toContain('\u{1b}');
  },
);

test('names that are fit stay, and so does everything else', async () => {
  const fit = await trapping('a::name<of, C++>');
  expect(withFitNames(fit)).toBe(fit);
  const unfit = await trapping(ESCAPE);
  expect(withFitNames(unfit).length).toBeLessThan(unfit.length);
  expect(WebAssembly.validate(new Uint8Array(withFitNames(unfit)))).toBe(true);
  // Cut in the middle, as a hostile one may be.
  const custom = Uint8Array.of(0, 7, 4, 0x6e, 0x61, 0x6d, 0x65, 1, 99);
  const cut = new Uint8Array([...unfit.subarray(0, 8), ...custom, ...unfit.subarray(8)]);
  expect(WebAssembly.Module.customSections(new WebAssembly.Module(new Uint8Array(withFitNames(cut))), 'name')).toEqual(
    [],
  );
});

test('texts are cut, once', () => {
  const long = messageText(`${ESCAPE}${'x'.repeat(10_000)}`);
  expect(long).toHaveLength(4096);
  expect(long).not.toContain('\u{1b}');
  expect(messageText(long)).toBe(long);
  expect(messageText('two\nlines')).toBe('two\nlines');
  const error = new TypeError(ESCAPE);
  expect(withShownTexts(error)).toBe(error);
  expect(error.message).toBe('\\u{1b}]0;title\\u{7}');
  expect(withShownTexts('thrown')).toBe('thrown');
});

test('neither a thread nor a process tells more', () => {
  const error = Object.assign(new RangeError('m'.repeat(1e6)), { stack: 's'.repeat(1e6) });
  const data = errorData(error);
  expect(data.message.length + (data.stack ?? '').length).toBeLessThan(21_000);
  const revived = revive({ name: 'RangeError', code: '', message: error.message, stack: error.stack });
  expect(revived.message.length + (revived.stack ?? '').length).toBeLessThan(21_000);
});
