// The functions of wasi:io/streams that guests call most, on a guest's memory: nothing is copied that need not be, and no
// object is made. They do what those of streams.ts do.
import { variantLayout } from '../../abi/layout.mjs';
import type { GuestMemory } from '../../abi/guest-memory.ts';
import type { ResultType, ValueType } from '../../abi/types.ts';
import type { CoreSide, HandlesOf, LoweredFunction, ProvidedFunction } from '../../component/provided.ts';
import { errnoNumber } from '../../os/errno.ts';
import { andThen, type Completion } from '../../wait/completion.ts';
import type { Waiter } from '../../wait/waiter.ts';
import type { Result } from '../result.ts';
import { ERROR, type IoError } from './error.ts';
import { INPUT_STREAM, landing } from './input-stream.ts';
import { writeUnfinished } from './outlet.ts';
import { OUTPUT_STREAM } from './output-stream.ts';
import type { StreamError } from './stream-error.ts';

const EAGAIN = errnoNumber('eagain');

const STREAM_ERROR = {
  kind: 'variant',
  cases: [
    { name: 'last-operation-failed', type: { kind: 'own', resource: ERROR } },
    { name: 'closed', type: null },
  ],
} as const satisfies ValueType;
const FAILED_AT = variantLayout(STREAM_ERROR).payload;

/** Where the parts of a result lie that fails with a `stream-error`. */
class ResultLayout {
  readonly size: number;
  readonly alignment: number;
  readonly value: number;

  constructor(ok: ValueType | null) {
    const type: ResultType = { kind: 'result', ok, error: STREAM_ERROR };
    const { size, alignment, payload } = variantLayout(type);
    this.size = size;
    this.alignment = alignment;
    this.value = payload;
  }

  /** @returns a checked pointer */
  check(memory: GuestMemory, result: number): number {
    return memory.check(result, this.size, this.alignment);
  }

  storeError(memory: GuestMemory, errors: HandlesOf<IoError>, at: number, error: StreamError): void {
    const view = memory.view();
    const hasFailed = error.tag === 'last-operation-failed';
    view.setUint8(at, 1);
    view.setUint8(at + this.value, hasFailed ? 0 : 1);
    if (hasFailed) view.setInt32(at + this.value + FAILED_AT, errors.add(error.val), true);
  }
}

const NOTHING = new ResultLayout(null);
const BYTES = new ResultLayout({ kind: 'list', element: 'u8' });
const COUNT = new ResultLayout('u64');

type Lowered = NonNullable<ProvidedFunction['lowered']>;

/** `[method]input-stream.read` */
export function read(waiter: Waiter): Lowered {
  return ({ memory, handles, begin }) => {
    const streams = handles.of(INPUT_STREAM);
    const errors = handles.of(ERROR);
    return ((self: number, length: bigint, result: number): void => {
      begin();
      const at = BYTES.check(memory, result);
      const outcome = streams.get(self).readOnce(countOf(length));
      if (typeof outcome !== 'number') return BYTES.storeError(memory, errors, at, outcome);
      if (outcome === -EAGAIN) writeUnfinished(waiter);
      storeLanded(memory, at, Math.max(0, outcome));
    }) as LoweredFunction;
  };
}

/** `[method]input-stream.blocking-read` */
export function blockingRead(waiter: Waiter): Lowered {
  return ({ memory, handles, begin }) => {
    const streams = handles.of(INPUT_STREAM);
    const errors = handles.of(ERROR);
    return ((self: number, length: bigint, result: number): Completion<void> => {
      begin();
      const at = BYTES.check(memory, result);
      const stream = streams.get(self);
      const outcome = stream.readOnce(countOf(length));
      if (typeof outcome !== 'number') return BYTES.storeError(memory, errors, at, outcome);
      if (outcome !== -EAGAIN) return storeLanded(memory, at, outcome);
      return andThen(stream.readSome(waiter, countOf(length)), (later) => {
        if (later.tag === 'err') return BYTES.storeError(memory, errors, at, later.val);
        memory.view().setUint8(at, 0);
        memory.storeBytes(at + BYTES.value, later.val);
      });
    }) as LoweredFunction;
  };
}

/** `[method]output-stream.check-write` */
export const checkWrite: Lowered = ({ memory, handles, begin }) => {
  const streams = handles.of(OUTPUT_STREAM);
  const errors = handles.of(ERROR);
  return ((self: number, result: number): void => {
    begin();
    const at = COUNT.check(memory, result);
    const permit = streams.get(self).checkWrite();
    if (typeof permit !== 'number') return COUNT.storeError(memory, errors, at, permit);
    const view = memory.view();
    view.setUint8(at, 0);
    view.setUint32(at + COUNT.value, permit, true);
    view.setUint32(at + COUNT.value + 4, 0, true);
  }) as LoweredFunction;
};

/** `[method]output-stream.write` */
export const write: Lowered = ({ memory, handles, begin }) => {
  const streams = handles.of(OUTPUT_STREAM);
  const errors = handles.of(ERROR);
  return ((self: number, contents: number, length: number, result: number): void => {
    begin();
    const at = NOTHING.check(memory, result);
    const address = memory.addressOf(memory.check(contents, length));
    const failure = streams.get(self).write(address, length >>> 0);
    if (failure === undefined) memory.view().setUint8(at, 0);
    else NOTHING.storeError(memory, errors, at, failure);
  }) as LoweredFunction;
};

/** `[method]output-stream.blocking-write-and-flush` */
export function blockingWriteAndFlush(waiter: Waiter): Lowered {
  return (side) => {
    const { memory, handles, begin } = side;
    const streams = handles.of(OUTPUT_STREAM);
    const store = storeDone(side);
    return ((self: number, contents: number, length: number, result: number): Completion<void> => {
      begin();
      const at = NOTHING.check(memory, result);
      const address = memory.addressOf(memory.check(contents, length));
      return andThen(streams.get(self).writeAll(waiter, address, length >>> 0), (outcome) => store(at, outcome));
    }) as LoweredFunction;
  };
}

/** `[method]output-stream.blocking-flush` */
export function blockingFlush(waiter: Waiter): Lowered {
  return (side) => {
    const { memory, handles, begin } = side;
    const streams = handles.of(OUTPUT_STREAM);
    const store = storeDone(side);
    return ((self: number, result: number): Completion<void> => {
      begin();
      const at = NOTHING.check(memory, result);
      return andThen(streams.get(self).flushed(waiter), (outcome) => store(at, outcome));
    }) as LoweredFunction;
  };
}

function storeDone({ memory, handles }: CoreSide): (at: number, outcome: Result<undefined, StreamError>) => void {
  const errors = handles.of(ERROR);
  return (at, outcome) => {
    if (outcome.tag === 'ok') memory.view().setUint8(at, 0);
    else NOTHING.storeError(memory, errors, at, outcome.val);
  };
}

/** Gives the guest what the host has read last. */
function storeLanded(memory: GuestMemory, at: number, length: number): void {
  const pointer = length === 0 ? 0 : memory.allocate(length, 1);
  if (length > 0) memory.copyIn(pointer, landing.bytes.subarray(0, length));
  const view = memory.view();
  view.setUint8(at, 0);
  view.setUint32(at + BYTES.value, pointer, true);
  view.setUint32(at + BYTES.value + 4, length, true);
}

/** A length, which the engine gives signed, as far as it matters. */
function countOf(length: bigint): number {
  return Number(BigInt.asUintN(64, length));
}
