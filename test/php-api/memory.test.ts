// What calls leave behind in the library's memory: nothing.
import { expect, test, vi } from 'vitest';
import { AF_UNIX, MSG_DONTWAIT, type Php, SO_BINDTODEVICE, SOL_SOCKET } from 'wasock/php';
import { GuestMemory } from '#host/abi/guest-memory';
import { defined, pairOf, usePhp } from './support.ts';

/** An object of functions, and the memory that it works in. */
function useMemory(): { php: Php; memory: WebAssembly.Memory } {
  const bind = vi.spyOn(GuestMemory.prototype, 'bind');
  const php = usePhp({ policy: { lookup: ['*'] }, onWarning: () => {} });
  const memory = bind.mock.calls[0]?.[0]['memory'];
  bind.mockRestore();
  if (!(memory instanceof WebAssembly.Memory)) throw new TypeError('there is no memory');
  return { php, memory };
}

/** Calls that take and give text, lists and objects of each kind, some of which fail. */
function callEverything(php: Php): void {
  const [first, second] = pairOf(php);
  php.socketWrite(first, 'x'.repeat(2000));
  php.socketRead(second, 1000);
  php.socketRecv(second, 4000, 0);
  php.socketRecv(second, 10_000, MSG_DONTWAIT);
  php.socketGetsockname(first);
  php.socketBind(first, '\0'.repeat(200));
  php.socketSelect([first, second], [second], [], 0);
  php.socketSetOption(first, SOL_SOCKET, SO_BINDTODEVICE, { tag: 'text', val: 'no such interface' });
  php.socketSendmsg(first, { name: { family: AF_UNIX, path: '/no/such' }, iov: ['a', 'bc'], control: [] });
  php.socketSendmsg(first, { iov: ['a', 'bc'] });
  php.socketRecvmsg(second, { controllen: 100 });
  const stream = defined(php.socketExportStream(first));
  php.fwrite(defined(php.socketExportStream(second)), 'line\n');
  php.fgets(stream);
  php.streamGetMetaData(stream);
  php.streamSocketClient('unix:///no/such/path');
  php.gethostbynamel('127.0.0.1');
  for (const info of php.socketAddrinfoLookup('127.0.0.1', '80') ?? []) {
    php.socketAddrinfoExplain(info);
    info[Symbol.dispose]();
  }
  for (const object of [stream, first, second, defined(php.socketExportStream(second))]) object[Symbol.dispose]();
}

test('three thousand rounds of calls need no more memory than five hundred', () => {
  const { php, memory } = useMemory();
  for (let round = 0; round < 500; round++) callEverything(php);
  const size = memory.buffer.byteLength;
  for (let round = 0; round < 3_000; round++) callEverything(php);
  expect(memory.buffer.byteLength).toBe(size);
});
