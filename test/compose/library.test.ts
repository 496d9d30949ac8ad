// The library as a component over WASI alone, for composition: what it imports and exports, and over `wasock/wasi` what it
// does.
import { readFileSync } from 'node:fs';
import { componentWit, print } from '@bytecodealliance/jco-transpile/wasm-tools';
import { expect, test } from 'vitest';
import { AF_INET, AF_PACKET, type PhpFunctions, SO_REUSEADDR, SOCK_DGRAM, SOCK_STREAM, SOL_SOCKET } from 'wasock/php';
import { createHost } from 'wasock/host';
import { LOOPBACK } from '../support/guest.ts';
import { instantiateComponent } from '../support/transpiled.mjs';
import { bytesOf, defined } from '../php-api/support.ts';

const read = (name: string) => readFileSync(new URL(import.meta.resolve(`wasock/${name}`)));

/** What a component exports, as text: wit-component has it in a component of its own. */
async function exported(component: Uint8Array): Promise<string> {
  const inner = /^ {2}\(component \$wasock:sockets\/php@0\.1\.0-shim-component .*?^ {2}\)$/ms.exec(
    await print(component),
  );
  return inner?.[0].replace(/\(;\d+;\)/, '') ?? '';
}

test('it imports wasi:* of 0.2 only, and exports what the library over the host does', async () => {
  const overWasi = read('library.wasip2.component.wasm');
  const imports = Array.from((await componentWit(overWasi)).matchAll(/^ {2}import (.+);$/gm), ([, name]) => name);
  expect(imports).toContain('wasi:sockets/tcp@0.2.0');
  for (const name of imports) expect(name).toMatch(/^wasi:[a-z-]+\/[a-z-]+@0\.2\.0$/);
  expect(await exported(overWasi)).toContain('"import-func-socket-create"');
  expect(await exported(overWasi)).toBe(await exported(read('library.component.wasm')));
});

test('its functions work over WASI', async () => {
  using host = createHost({ policy: LOOPBACK });
  const exports = await instantiateComponent(read('library.wasip2.component.wasm'), host.imports);
  const php = exports['php'] as PhpFunctions;

  const listener = defined(php.socketCreate(AF_INET, SOCK_STREAM, 0));
  expect(php.socketSetOption(listener, SOL_SOCKET, SO_REUSEADDR, { tag: 'int', val: 1 })).toBe(true);
  expect([php.socketBind(listener, '127.0.0.1', 0), php.socketListen(listener, 1)]).toEqual([true, true]);
  const { address, port } = defined(php.socketGetsockname(listener));
  const client = defined(php.socketCreate(AF_INET, SOCK_STREAM, 0));
  expect(php.socketConnect(client, address, port)).toBe(true);
  const server = defined(php.socketAccept(listener));
  expect(php.socketWrite(client, bytesOf('hello'))).toBe(5);
  expect(php.socketSelect([listener, server], undefined, undefined, undefined)).toMatchObject({
    count: 1,
    read: Uint32Array.of(1),
  });
  expect(php.socketRecv(server, 100, 0)).toEqual({ length: 5, data: bytesOf('hello') });
  for (const socket of [client, server, listener]) socket[Symbol.dispose]();

  php.errorReporting(0);
  expect(php.socketCreate(AF_PACKET, SOCK_DGRAM, 0)).toBeUndefined();
  expect(php.socketStrerror(php.socketLastError(undefined))).toBe('Address family not supported by protocol');
});
