// What is said of a guest that is not run.
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { inspectGuest, LinkError } from 'wasock';
import { wasock } from '../../support/command-line.ts';
import { component } from '../../support/components.ts';
import { temporaryDirectory } from '../../support/temporary.ts';

const LIBRARY = new URL('../../../dist/php/library.component.wasm', import.meta.url);

const TEXT = `
  (import "wasi:io/poll@0.2.0" (instance $poll
    (export "pollable" (type $p (sub resource)))
    (export "[method]pollable.ready" (func (param "self" (borrow $p)) (result bool)))))
  (alias export $poll "pollable" (type $pollable))
  (import "wasi:clocks/monotonic-clock@0.2.0" (instance
    (alias outer 1 $pollable (type $o)) (export "pollable" (type $p (eq $o)))
    (export "subscribe-duration" (func (param "when" u64) (result (own $p))))))
  (import "wasi:sockets/ip-name-lookup@0.2.0" (instance
    (export "resolve-address-stream" (type (sub resource))) (export "resolve-addresses" (func))))
  (import "a:b/c" (instance
    (type $r' (record (field "a" u8) (field "type" (list string)))) (export "point" (type $r (eq $r')))
    (export "f" (func (param "x" $r) (result (result (error (option $r))))))))
  (import "wasi:io/poll@1.0.0" (instance (export "pollable" (type (sub resource)))))
  (component $Inner
    (core module $M (func $s unreachable) (start $s) (func (export "f")))
    (core instance $m (instantiate $M))
    (func (export "g") (canon lift (core func $m "f"))))
  (instance $inner (instantiate $Inner))
  (type $thing (resource (rep i32)))
  (export $t "thing" (type $thing))
  (export "x:y/z@0.1.0" (instance $inner))
  (export "h" (func $inner "g"))`;

describe('a component', () => {
  test('with very many names of one type is read in no more time for each', async () => {
    const names = Array.from({ length: 150_000 }, (_, index) => `(export "t${index}" (type $t))`).join('\n');
    const text = `(import "a:b/c" (instance $i (export "t" (type (sub resource))))) (alias export $i "t" (type $t))
      (instance $x ${names}) (export "x:y/z" (instance $x))`;
    const [exported] = inspectGuest(await component(text)).exports;
    expect(exported?.text.split('\n')).toHaveLength(3);
  });

  test('is told with its imports and exports as WIT, and what is not provided; nothing of it runs', async () => {
    const { imports, exports, flags, ...rest } = inspectGuest(await component(TEXT));
    expect(rest).toEqual({ kind: 'component', size: expect.any(Number), cores: [expect.any(Number)] });
    expect(imports).toEqual([
      {
        name: 'wasi:io/poll@0.2.0',
        text: 'interface wasi:io/poll@0.2.0 {\n  resource pollable {\n    ready: func() -> bool;\n  }\n}',
        isProvided: true,
        missing: [],
      },
      {
        name: 'wasi:clocks/monotonic-clock@0.2.0',
        text: [
          'interface wasi:clocks/monotonic-clock@0.2.0 {',
          '  use wasi:io/poll@0.2.0.{pollable};',
          '  subscribe-duration: func(when: u64) -> pollable;',
          '}',
        ].join('\n'),
        isProvided: true,
        missing: [],
      },
      expect.objectContaining({
        name: 'wasi:sockets/ip-name-lookup@0.2.0',
        isProvided: false,
        missing: ['resolve-addresses'],
      }),
      {
        name: 'a:b/c',
        text: [
          'interface a:b/c {',
          '  record point { a: u8, %type: list<string> }',
          '  f: func(x: point) -> result<_, option<point>>;',
          '}',
        ].join('\n'),
        isProvided: false,
        missing: ['a:b/c'],
      },
      expect.objectContaining({ name: 'wasi:io/poll@1.0.0', isProvided: false, missing: ['wasi:io/poll@1.0.0'] }),
    ]);
    expect(exports).toEqual([
      { name: 'thing', text: 'resource thing' },
      { name: 'x:y/z@0.1.0', text: 'interface x:y/z@0.1.0 {\n  g: func();\n}' },
      { name: 'h', text: 'h: func();' },
    ]);
    expect(flags).toEqual([{ flag: '--allow-lookup', because: ['wasi:sockets/ip-name-lookup resolve-addresses'] }]);
  });

  test('that is the library has all that it imports, and can need every permission for sockets', () => {
    const { imports, flags } = inspectGuest(readFileSync(LIBRARY));
    expect(imports.every(({ isProvided }) => isProvided)).toBe(true);
    expect(flags.map(({ flag }) => flag)).toEqual([
      '--allow-connect',
      '--allow-bind',
      '--allow-lookup',
      '--allow-raw',
      '--allow-multicast',
    ]);
  });
});

test('a core module is told with its imports and exports', async () => {
  const wasm = new Uint8Array(
    await parse(`(module
      (import "wasi_snapshot_preview1" "environ_get" (func (param i32 i32) (result i32)))
      (import "wasi_snapshot_preview1" "fd_write" (func (param i32) (result i32)))
      (import "env" "f" (func))
      (memory (export "memory") 1) (func (export "_start")))`),
  );
  expect(inspectGuest(wasm)).toMatchObject({
    kind: 'core module',
    imports: [
      { name: 'wasi_snapshot_preview1', isProvided: false, missing: ['fd_write'] },
      { name: 'env', text: 'env {\n  f: function () -> ()\n}', isProvided: false, missing: ['env'] },
    ],
    exports: [
      { name: 'memory', text: 'memory: memory' },
      { name: '_start', text: '_start: function () -> ()' },
    ],
    flags: [{ flag: '--env', because: ['wasi_snapshot_preview1 environ_get'] }],
  });
});

test('what is not valid is refused', async () => {
  expect(() => inspectGuest('a.wasm' as unknown as Uint8Array)).toThrow(
    expect.objectContaining({ code: 'ERR_WASOCK_OPTION' }),
  );
  expect(() => inspectGuest(Uint8Array.of(1, 2, 3))).toThrow(WebAssembly.CompileError);
  const cut = (await component(TEXT)).subarray(0, 100);
  expect(() => inspectGuest(cut)).toThrow(LinkError);
});

describe('wasock inspect', () => {
  const file = async (bytes: Uint8Array): Promise<string> => {
    const path = join(temporaryDirectory(), 'guest.wasm');
    writeFileSync(path, bytes);
    return path;
  };

  test('prints it', async () => {
    const path = await file(await component(TEXT));
    const command = wasock('inspect', path);
    expect(await command.exited, command.stderr).toBe(0);
    expect(command.stdout).toContain(`${path}: a component, `);
    expect(command.stdout).toContain('import interface a:b/c {  // not provided\n  record point');
    expect(command.stdout).toContain('export h: func();\n');
    expect(command.stdout).toContain(
      '--allow-lookup    may be needed: wasi:sockets/ip-name-lookup resolve-addresses\n',
    );
  });

  test('prints the same as JSON', async () => {
    const wasm = await component(TEXT);
    const command = wasock('inspect', '--json', await file(wasm));
    expect(await command.exited, command.stderr).toBe(0);
    expect(JSON.parse(command.stdout)).toEqual(structuredClone(inspectGuest(wasm)));
  });

  test('says of other files that they are neither', async () => {
    const command = wasock('inspect', await file(Uint8Array.of(1, 2, 3)));
    expect(await command.exited).toBe(1);
    expect(command.stdout).toContain('neither a core module nor a component');
  });
});

test('a type that many functions have is not written out without end', async () => {
  const params = 'v128 '.repeat(900);
  const imports = Array.from({ length: 5000 }, (_, at) => `(import "m" "${at}" (func (type 0)))`);
  const wasm = await parse(`(module (type (func (param ${params}))) ${imports.join(' ')})`);
  expect(JSON.stringify(inspectGuest(wasm)).length).toBeLessThan(1_000_000);
});
