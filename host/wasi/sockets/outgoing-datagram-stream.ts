import type { ProvidedResource } from '../../component/provided.ts';
import { errnoNumber } from '../../os/errno.ts';
import { readyEvents } from '../../os/libc.ts';
import { platform } from '../../os/platform.ts';
import { asked } from '../../socket/asked.ts';
import { HostRegion } from '../../socket/region.ts';
import { send, sendTo } from '../../socket/transfer.ts';
import { GuestTrap } from '../../trap.ts';
import { andThen, type Completion, repeat } from '../../wait/completion.ts';
import type { Awaited } from '../io/pollable.ts';
import { ok } from '../result.ts';
import type { DatagramChannel } from './datagram-channel.ts';
import { failed, INVALID_ARGUMENT, INVALID_STATE, OTHERWISE, type SocketResult } from './error-code.ts';
import { fromWasi, type IpAddressFamily, type IpSocketAddress, isRemote, isSame } from './ip-address.ts';

const EAGAIN = errnoNumber('eagain');

/** How many datagrams `check-send` permits when there is room. */
const MOST_DATAGRAMS = 16;

/** `outgoing-datagram`. */
export interface OutgoingDatagram {
  readonly data: Uint8Array<ArrayBuffer>;
  readonly remoteAddress: IpSocketAddress | undefined;
}

/** `outgoing-datagram-stream` of wasi:sockets/udp. */
export class OutgoingDatagramStream {
  #isDropped = false;
  readonly #channel: DatagramChannel;
  readonly #family: IpAddressFamily;
  readonly #awaited: Awaited;
  /** How many may be sent without another `check-send`. */
  #permit = 0;
  /** Whether there was no room for the last one. */
  #isFull = false;

  constructor(channel: DatagramChannel, family: IpAddressFamily) {
    channel.shared.hold();
    this.#channel = channel;
    this.#family = family;
    this.#awaited = { fd: channel.shared.socket.fd, events: platform.POLLOUT };
  }

  checkSend(): SocketResult<bigint> {
    if (!this.#channel.isCurrent) return INVALID_STATE;
    const { fd } = this.#channel.shared.socket;
    if (this.#isFull) this.#isFull = readyEvents(fd, platform.POLLOUT) === 0;
    this.#permit = this.#isFull ? 0 : MOST_DATAGRAMS;
    return ok(BigInt(this.#permit));
  }

  /**
   * Sends until one cannot be sent. An error is told of the first only.
   *
   * @returns how many were sent
   * @throws GuestTrap without a permit for so many
   */
  send(datagrams: readonly OutgoingDatagram[]): Completion<SocketResult<bigint>> {
    if (datagrams.length > this.#permit) {
      throw new GuestTrap(`${datagrams.length} datagrams to send; check-send permitted ${this.#permit}`);
    }
    if (!this.#channel.isCurrent) return INVALID_STATE;
    this.#permit -= datagrams.length;
    const { context } = this.#channel.shared.socket;
    let sent = 0;
    return repeat<SocketResult<bigint>>(() => {
      const datagram = datagrams[sent];
      if (datagram === undefined) return ok(BigInt(sent));
      // Each by itself: one that was sent is not sent again, when a policy function has answered.
      return andThen(
        asked(context, () => this.#sendOne(datagram)),
        (outcome) => {
          if (typeof outcome === 'number' && outcome >= 0) {
            sent++;
            return undefined;
          }
          if (outcome === -EAGAIN) this.#isFull = true;
          if (sent > 0 || outcome === -EAGAIN) return ok(BigInt(sent));
          return typeof outcome === 'number' ? failed(outcome, OTHERWISE.datagram) : outcome;
        },
      );
    });
  }

  awaited(): Awaited {
    return this.#channel.isCurrent && !this.#isDropped ? this.#awaited : undefined;
  }

  drop(): void {
    // A pollable of it may live on, and the descriptor's number will be another's.
    this.#isDropped = true;
    this.#channel.shared.release();
  }

  #sendOne({ data, remoteAddress: to }: OutgoingDatagram): Completion<number | typeof INVALID_ARGUMENT> {
    const { remote, shared } = this.#channel;
    const region = new HostRegion(data);
    if (remote !== undefined) {
      return to === undefined || isSame(to, remote) ? send(shared.socket, region, 0) : INVALID_ARGUMENT;
    }
    if (to === undefined || !isRemote(this.#family, to, true)) return INVALID_ARGUMENT;
    return sendTo(shared.socket, region, 0, fromWasi(to));
  }
}

export const OUTGOING_DATAGRAM_STREAM: ProvidedResource<OutgoingDatagramStream> = {
  name: 'outgoing-datagram-stream',
  drop: (stream) => stream.drop(),
};
