import { types } from 'node:util';
import { getEnvironmentData, setEnvironmentData } from 'node:worker_threads';
import { Exchange, EXCHANGE_BYTES } from './exchange.ts';

/** Under what the exchange is handed on to workers; the number is that of its layout. */
const KEY = 'wasock:exchange:1';

/**
 * The exchange of this process. Its memory is part of the data that node hands on to every worker which this thread
 * starts, and those in turn: so all threads have it in common that were started after the first of them imported this.
 */
export const exchange = new Exchange(sharedMemory());

function sharedMemory(): SharedArrayBuffer {
  const inherited: unknown = getEnvironmentData(KEY);
  if (types.isSharedArrayBuffer(inherited) && inherited.byteLength === EXCHANGE_BYTES) return inherited;
  const memory = new SharedArrayBuffer(EXCHANGE_BYTES);
  setEnvironmentData(KEY, memory);
  return memory;
}
