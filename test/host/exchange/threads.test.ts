import { Worker } from 'node:worker_threads';
import { expect, onTestFinished, test } from 'vitest';
import { Entries, FREE } from '#host/exchange/entries';
import { Exchange, EXCHANGE_BYTES } from '#host/exchange/exchange';
import { GUEST_WORDS } from '#host/exchange/guests';
import { SharedLedger } from '#host/ledger';
import { close, socket } from '#host/os/libc';
import { platform } from '#host/os/platform';
import { openSockets } from '../../support/descriptors.ts';

/** A thread that does in a loop what the exchange is for, until it is ended; it says when it has begun. */
const LOOP = `
  const { parentPort, workerData } = require('node:worker_threads');
  (async () => {
    const { Exchange } = await import(workerData.exchange);
    const { SharedLedger } = await import(workerData.ledgerModule);
    const { libc } = await import(workerData.libc);
    // Without a function around it: none may begin between the ledger's forgetting and the closing.
    const close = libc.func('int close(int fd)');
    const exchange = new Exchange(workerData.memory);
    const ledger = new SharedLedger(workerData.ledger);
    const { me, other, fd } = workerData;
    let told = false;
    for (;;) {
      const offer = exchange.offer(me, Math.random() < 0.5 ? me : other, fd, 1);
      if (typeof offer !== 'number') {
        if (Math.random() < 0.3) exchange.revoke(me, offer.id);
        else {
          const taken = exchange.take(me, offer.id, ledger, () => 0);
          if (typeof taken !== 'number') { ledger.delete(taken.fd); close(taken.fd); }
          else exchange.revoke(me, offer.id);
        }
      }
      if (!told) { told = true; parentPort.postMessage('running'); }
    }
  })();
`;

test('threads that are ended anywhere leave no descriptor and no entry', async () => {
  const memory = new SharedArrayBuffer(EXCHANGE_BYTES);
  const exchange = new Exchange(memory);
  const table = new Entries(new Int32Array(memory, 4 * GUEST_WORDS));
  const fd = socket(platform.families.unix ?? 0, platform.socketTypes.stream, 0);
  onTestFinished(() => void close(fd));
  const before = openSockets();
  const url = (module: string): string => new URL(`../../../dist/${module}.js`, import.meta.url).href;
  for (let round = 0; round < 30; round++) {
    const ids = [exchange.guests.add(), exchange.guests.add()] as const;
    const threads = ids.map((me, index) => {
      const ledger = new SharedLedger();
      const worker = new Worker(LOOP, {
        eval: true,
        execArgv: [],
        workerData: {
          exchange: url('exchange/exchange'),
          ledgerModule: url('ledger'),
          libc: url('os/libc'),
          memory,
          ledger: ledger.buffer,
          me,
          other: ids[1 - index],
          fd,
        },
      });
      const running = new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
      return { me, ledger, worker, running };
    });
    await Promise.all(threads.map(({ running }) => running));
    for (const { me, ledger, worker } of threads) {
      await worker.terminate();
      exchange.leave(me, ledger);
      for (const left of ledger) expect(close(left)).toBe(0);
    }
    expect(openSockets()).toEqual(before);
    for (let index = 0; index < table.used; index++) expect(table.state(index) & 3).toBe(FREE);
  }
}, 60_000);
