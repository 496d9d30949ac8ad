import { SharedStream } from '../../os/shared-stream.ts';
import type { SocketContext } from '../../socket/host-socket.ts';
import { andThen, type Completion } from '../../wait/completion.ts';
import type { Waiter } from '../../wait/waiter.ts';
import type { WasiEnvironment } from '../environment.ts';
import { InputStream, type Source } from '../io/input-stream.ts';
import { SharedOutlet, type Sink, unfinishedOf } from '../io/outlet.ts';
import { OutputStream } from '../io/output-stream.ts';
import type { Awaited } from '../io/pollable.ts';

/** A descriptor of the host's, which stays open whatever the guest drops. Its bytes are counted. */
class Standard implements Source, Sink {
  readonly #stream: SharedStream;
  readonly #awaited: Awaited;

  constructor({ ledger, meter }: SocketContext, fd: number, direction: 'read' | 'write') {
    this.#stream = new SharedStream(fd, direction, ledger, meter);
    this.#awaited = { fd, events: this.#stream.events };
  }

  read(address: number, length: number): number {
    return this.#stream.transfer(address, length);
  }

  write(address: number, length: number): number {
    return this.#stream.transfer(address, length);
  }

  awaited(): Awaited {
    return this.#awaited;
  }

  close(): void {}
}

/** A stream of which somebody is told what is written. */
class HeardStream extends OutputStream {
  readonly onWrite: (address: number, length: number) => void;

  constructor(sink: Sink, outlet: SharedOutlet, onWrite: HeardStream['onWrite']) {
    super(sink, outlet);
    this.onWrite = onWrite;
  }

  override write(address: number, length: number) {
    this.onWrite(address, length);
    return super.write(address, length);
  }

  override writeAll(waiter: Waiter, address: number, length: number) {
    this.onWrite(address, length);
    return super.writeAll(waiter, address, length);
  }
}

/** The standard streams of one guest, by descriptor: standard output and standard error may be one. */
class StandardStreams {
  readonly #context: SocketContext;
  readonly #inputs = new Map<number, Standard>();
  readonly #outputs = new Map<number, { readonly sink: Sink; readonly outlet: SharedOutlet }>();

  constructor(context: SocketContext) {
    this.#context = context;
  }

  /** A stream of its own for the guest. Nothing is read ahead. */
  input(fd: number): InputStream {
    let source = this.#inputs.get(fd);
    if (source === undefined) this.#inputs.set(fd, (source = new Standard(this.#context, fd, 'read')));
    return new InputStream(source);
  }

  /**
   * A stream of its own for the guest. What does not fit is kept in one place, however many streams there are.
   *
   * @param onWrite is told of what is written: where it lies, until that returns
   */
  output(fd: number, onWrite?: HeardStream['onWrite']): OutputStream {
    let output = this.#outputs.get(fd);
    if (output === undefined) {
      const sink = new Standard(this.#context, fd, 'write');
      this.#outputs.set(fd, (output = { sink, outlet: new SharedOutlet(sink, unfinishedOf(this.#context.waiter)) }));
    }
    if (onWrite === undefined) return new OutputStream(output.sink, output.outlet);
    return new HeardStream(output.sink, output.outlet, onWrite);
  }

  flush(): Completion<void> {
    let done: Completion<unknown>;
    for (const fd of this.#outputs.keys()) {
      // Nobody is left to be told of an error.
      done = andThen(done, () => this.output(fd).flushed(this.#context.waiter));
    }
    return andThen(done, () => undefined);
  }
}

const all = new WeakMap<SocketContext, StandardStreams>();

/** The standard streams of a guest. */
export function standardStreams({ context }: WasiEnvironment): StandardStreams {
  let own = all.get(context);
  if (own === undefined) all.set(context, (own = new StandardStreams(context)));
  return own;
}

/** Writes what the guest has written to its standard streams and did not fit. Called when the guest is over. */
export function flushStandardStreams(environment: WasiEnvironment): Completion<void> {
  return standardStreams(environment).flush();
}
