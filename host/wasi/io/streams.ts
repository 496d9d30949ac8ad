// wasi:io/streams
import { addressOfBytes } from '../../os/memory.ts';
import { immediate, providedInterface, type ProvidedInterface, waiting } from '../../component/provided.ts';
import { andThen, type Completion } from '../../wait/completion.ts';
import type { WasiEnvironment } from '../environment.ts';
import { err, ok, type Result } from '../result.ts';
import { WASI_VERSION } from '../version.ts';
import { INPUT_STREAM, type InputStream } from './input-stream.ts';
import * as lowered from './lowered-streams.ts';
import { OUTPUT_STREAM, type OutputStream } from './output-stream.ts';
import { writeUnfinished } from './outlet.ts';
import type { StreamError } from './stream-error.ts';

type Bytes = Uint8Array<ArrayBuffer>;

export function streams({ context }: WasiEnvironment): ProvidedInterface {
  const { waiter } = context;
  const read = (from: InputStream, length: bigint): Result<Bytes, StreamError> => {
    const outcome = from.read(Number(length));
    if (outcome.tag === 'ok' && outcome.val.length === 0) writeUnfinished(waiter);
    return outcome;
  };
  return providedInterface('wasi:io/streams', WASI_VERSION, [INPUT_STREAM, OUTPUT_STREAM], {
    '[method]input-stream.read': immediate(read, lowered.read(waiter)),
    '[method]input-stream.blocking-read': waiting(
      (self: InputStream, length: bigint) => self.readSome(waiter, Number(length)),
      lowered.blockingRead(waiter),
    ),
    '[method]input-stream.skip': immediate((self: InputStream, length: bigint) => counted(read(self, length))),
    '[method]input-stream.blocking-skip': waiting((self: InputStream, length: bigint) =>
      andThen(self.readSome(waiter, Number(length)), counted),
    ),
    '[method]input-stream.subscribe': immediate((self: InputStream) => self.pollable),
    '[method]output-stream.check-write': immediate(
      (self: OutputStream) => permit(self.checkWrite()),
      lowered.checkWrite,
    ),
    '[method]output-stream.write': immediate(
      (self: OutputStream, bytes: Bytes) => self.writeBytes(bytes),
      lowered.write,
    ),
    '[method]output-stream.blocking-write-and-flush': waiting(
      (self: OutputStream, bytes: Bytes) => self.writeAll(waiter, addressOfBytes(bytes), bytes.length),
      lowered.blockingWriteAndFlush(waiter),
    ),
    '[method]output-stream.flush': immediate((self: OutputStream) => self.flush()),
    '[method]output-stream.blocking-flush': waiting(
      (self: OutputStream) => self.flushed(waiter),
      lowered.blockingFlush(waiter),
    ),
    '[method]output-stream.subscribe': immediate((self: OutputStream) => self.pollable),
    '[method]output-stream.write-zeroes': immediate((self: OutputStream, length: bigint) =>
      self.writeZeroes(Number(length)),
    ),
    '[method]output-stream.blocking-write-zeroes-and-flush': waiting((self: OutputStream, length: bigint) =>
      self.writeAllZeroes(waiter, Number(length)),
    ),
    '[method]output-stream.splice': immediate((self: OutputStream, from: InputStream, length: bigint) =>
      splice(self, from.read.bind(from), self.checkWrite(), length),
    ),
    '[method]output-stream.blocking-splice': waiting((self: OutputStream, from: InputStream, length: bigint) =>
      andThen(self.permitted(waiter), (room) => splice(self, (most) => from.readSome(waiter, most), room, length)),
    ),
  });
}

/** How many bytes were read. */
function counted(read: Result<Bytes, StreamError>): Result<bigint, StreamError> {
  return read.tag === 'ok' ? ok(BigInt(read.val.length)) : read;
}

function permit(outcome: number | StreamError): Result<bigint, StreamError> {
  return typeof outcome === 'number' ? ok(BigInt(outcome)) : err(outcome);
}

/** Moves bytes, no more than there is room for: `splice` is check-write, read and write. */
function splice(
  to: OutputStream,
  read: (most: number) => Completion<Result<Bytes, StreamError>>,
  room: number | StreamError,
  length: bigint,
): Completion<Result<bigint, StreamError>> {
  if (typeof room !== 'number') return err(room);
  const most = Math.min(Number(length), room);
  return andThen(read(most), (bytes) => {
    if (bytes.tag === 'err' || bytes.val.length === 0) return counted(bytes);
    const written = to.writeBytes(bytes.val);
    return written.tag === 'ok' ? ok(BigInt(bytes.val.length)) : written;
  });
}
