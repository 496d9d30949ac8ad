import { types } from 'node:util';
import { getEnvironmentData, setEnvironmentData } from 'node:worker_threads';
import { Exchange, EXCHANGE_BYTES } from './exchange.ts';

/** The key of the exchange in the data for workers. The number is the version of its layout. */
const KEY = 'wasock:exchange:1';

let memory: SharedArrayBuffer | undefined;
let made: Exchange | undefined;

/** The exchange of this process. */
export function exchange(): Exchange {
  return (made ??= new Exchange(shareExchange()));
}

/**
 * Makes the memory of the exchange part of the data that node passes to every worker that this thread starts, and that these start in
 * turn. So all threads share it that are started from now on.
 */
export function shareExchange(): SharedArrayBuffer {
  const inherited: unknown = getEnvironmentData(KEY);
  if (memory === undefined && types.isSharedArrayBuffer(inherited) && inherited.byteLength === EXCHANGE_BYTES) {
    memory = inherited;
  }
  memory ??= new SharedArrayBuffer(EXCHANGE_BYTES);
  if (inherited !== memory) setEnvironmentData(KEY, memory);
  return memory;
}

/**
 * Begins with an exchange for this thread alone: in a program where only wasock starts threads, which shares the exchange then. Node
 * takes as long to load what sharing needs as a short guest takes to run.
 */
export function beginAlone(): void {
  memory ??= new SharedArrayBuffer(EXCHANGE_BYTES);
  made ??= new Exchange(memory);
}
