import {
  READY_EXCEPT,
  READY_READ,
  READY_WRITE,
  SELECT_RESULT_ALIGNMENT,
  SELECT_RESULT_SIZE,
} from '../generated/layouts.ts';
import type { Host } from '../host.ts';
import type { Sockets } from './sockets.ts';
import { errnoNumber } from '../os/errno.ts';
import { begin } from '../socket/operation.ts';
import { MAX_SELECTED, type Ready, select, Selection } from '../socket/select.ts';
import type { GuestMemory } from '../abi/guest-memory.ts';
import type { SelectFunction } from './core-function.ts';
import { storeError, storeOk } from './results.ts';

const EINVAL = errnoNumber('einval');

/** `select` of wit/host.wit, lowered. */
export function selectImport({ context }: Host, sockets: Sockets, memory: GuestMemory): SelectFunction {
  // One selection is reused from call to call. If a suspended guest is entered again meanwhile, that call gets a new one.
  let idle: Selection | undefined;

  return (read, readCount, write, writeCount, except, exceptCount, hasTimeout, timeout, result) => {
    begin(context);
    const at = memory.check(result, SELECT_RESULT_SIZE, SELECT_RESULT_ALIGNMENT);
    const readAt = memory.checkList(read, readCount, 4, 4);
    const writeAt = memory.checkList(write, writeCount, 4, 4);
    const exceptAt = memory.checkList(except, exceptCount, 4, 4);
    const count = (readCount >>> 0) + (writeCount >>> 0) + (exceptCount >>> 0);
    if (count > MAX_SELECTED) return storeError(memory, at, -EINVAL);
    const view = memory.view();
    const selection = idle ?? new Selection();
    idle = undefined;

    selection.begin(count);
    const readEnd = readAt + (readCount >>> 0) * 4;
    for (let p = readAt; p < readEnd; p += 4) selection.addRead(sockets.get(view.getInt32(p, true)));
    selection.endRead();
    const writeEnd = writeAt + (writeCount >>> 0) * 4;
    for (let p = writeAt; p < writeEnd; p += 4) selection.addWrite(sockets.get(view.getInt32(p, true)));
    selection.endWrite();
    const exceptEnd = exceptAt + (exceptCount >>> 0) * 4;
    for (let p = exceptAt; p < exceptEnd; p += 4) selection.addExcept(sockets.get(view.getInt32(p, true)));

    const outcome = select(context, selection, hasTimeout === 0 ? Infinity : milliseconds(timeout));
    if (outcome instanceof Promise) return outcome.then((later) => finish(selection, at, later));
    finish(selection, at, outcome);
  };

  function finish(selection: Selection, at: number, outcome: Ready | number): void {
    idle = selection;
    if (typeof outcome === 'number') storeError(memory, at, outcome);
    else storeReady(memory, storeOk(memory, at), outcome);
  }
}

function storeReady(memory: GuestMemory, at: number, ready: Ready): void {
  memory.storeNumbers(at + READY_READ, ready.read);
  memory.storeNumbers(at + READY_WRITE, ready.write);
  memory.storeNumbers(at + READY_EXCEPT, ready.except);
}

/** @param microseconds unsigned, although it is passed as a signed 64-bit number */
export function milliseconds(microseconds: bigint): number {
  return Number(BigInt.asUintN(64, microseconds)) / 1000;
}
