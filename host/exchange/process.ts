import { types } from 'node:util';
import { getEnvironmentData, setEnvironmentData } from 'node:worker_threads';
import { Exchange, EXCHANGE_BYTES } from './exchange.ts';

/** The key of the exchange in the data for workers. The number is the version of its layout. */
const KEY = 'wasock:exchange:1';

/**
 * The exchange of this process. Its memory is part of the data that node passes to every worker that this thread
 * starts, and that these start in turn. So all threads share it that were started after the first of them imported this
 * file.
 */
export const exchange = new Exchange(sharedMemory());

function sharedMemory(): SharedArrayBuffer {
  const inherited: unknown = getEnvironmentData(KEY);
  if (types.isSharedArrayBuffer(inherited) && inherited.byteLength === EXCHANGE_BYTES) return inherited;
  const memory = new SharedArrayBuffer(EXCHANGE_BYTES);
  setEnvironmentData(KEY, memory);
  return memory;
}
