import type { ProvidedResource } from '../../component/provided.ts';
import { errnoNumber } from '../../os/errno.ts';
import { platform } from '../../os/platform.ts';
import type { Region } from '../../socket/region.ts';
import { receiveFrom } from '../../socket/transfer.ts';
import { andThen, type Completion, repeat } from '../../wait/completion.ts';
import { landing } from '../io/input-stream.ts';
import { writeUnfinished } from '../io/outlet.ts';
import type { Awaited } from '../io/pollable.ts';
import { ok } from '../result.ts';
import type { DatagramChannel } from './datagram-channel.ts';
import { failed, INVALID_STATE, OTHERWISE, type SocketResult } from './error-code.ts';
import { type IpSocketAddress, isSame, toWasi } from './ip-address.ts';

const EAGAIN = errnoNumber('eagain');

/** The most datagrams of one call. Others wait for the next. */
const MOST_RESULTS = 16;

/** The most attempts of one call: what comes from others than the peer is not given. */
const MOST_ATTEMPTS = 64;

/** Where datagrams are received, one at a time: none is longer. */
const region: Region = { length: 65_536, mayBeKept: false, address: (offset) => landing.address + offset };

/** `incoming-datagram`. */
export interface IncomingDatagram {
  readonly data: Uint8Array<ArrayBuffer>;
  readonly remoteAddress: IpSocketAddress;
}

/** `incoming-datagram-stream` of wasi:sockets/udp. */
export class IncomingDatagramStream {
  #isDropped = false;
  readonly #channel: DatagramChannel;
  readonly #awaited: Awaited;
  /** What the system said after some datagrams, which came first. Minus its errno. */
  #failure = 0;

  constructor(channel: DatagramChannel) {
    channel.shared.hold();
    this.#channel = channel;
    this.#awaited = { fd: channel.shared.socket.fd, events: platform.POLLIN };
  }

  receive(most: bigint): Completion<SocketResult<IncomingDatagram[]>> {
    if (!this.#channel.isCurrent) return INVALID_STATE;
    if (this.#failure !== 0) return this.#fail();
    const { socket } = this.#channel.shared;
    const wanted = Math.min(Number(most), MOST_RESULTS);
    const datagrams: IncomingDatagram[] = [];
    let attempts = 0;
    return repeat<SocketResult<IncomingDatagram[]>>(() => {
      if (datagrams.length === wanted || attempts++ === MOST_ATTEMPTS) return ok(datagrams);
      return andThen(receiveFrom(socket, region, 0), (received) => {
        if (typeof received === 'number') {
          if (received === -EAGAIN) {
            if (datagrams.length === 0) writeUnfinished(socket.context.waiter);
            return ok(datagrams);
          }
          this.#failure = received;
          return datagrams.length > 0 ? ok(datagrams) : this.#fail();
        }
        const from = received.from && toWasi(received.from);
        if (from !== undefined && this.#isHeard(from)) {
          datagrams.push({
            data: landing.bytes.slice(0, received.length) as Uint8Array<ArrayBuffer>,
            remoteAddress: from,
          });
        }
        return undefined;
      });
    });
  }

  awaited(): Awaited {
    return this.#channel.isCurrent && this.#failure === 0 && !this.#isDropped ? this.#awaited : undefined;
  }

  drop(): void {
    // A pollable of it may live on, and the descriptor's number will be another's.
    this.#isDropped = true;
    this.#channel.shared.release();
  }

  /** Before there was a peer, others may have sent. */
  #isHeard(from: IpSocketAddress): boolean {
    const { remote } = this.#channel;
    return remote === undefined || isSame(remote, from);
  }

  #fail() {
    const failure = failed(this.#failure, OTHERWISE.datagram);
    this.#failure = 0;
    return failure;
  }
}

export const INCOMING_DATAGRAM_STREAM: ProvidedResource<IncomingDatagramStream> = {
  name: 'incoming-datagram-stream',
  drop: (stream) => stream.drop(),
};
