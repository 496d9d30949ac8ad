import { Scratch } from './libc.ts';
import { readMember, writeMember } from './member.ts';
import { type Member, platform } from './platform.ts';
import { SOCKADDR_SIZE } from './sockaddr.ts';

const { msghdr } = platform;
const NAME_AT = 64;
const IOV_AT = NAME_AT + SOCKADDR_SIZE;

/** The most parts that a message may have: IOV_MAX of every supported system. */
export const MAX_PARTS = 1024;

/** A part of a message: where it lies, in bytes. */
export interface Part {
  readonly address: number;
  readonly length: number;
}

/** What the system wrote: bytes of the sockaddr, bytes of control data, and `MSG_*`. */
export interface MessageOutcome {
  readonly nameLength: number;
  readonly controlLength: number;
  readonly flags: number;
}

/** `struct msghdr` with what it points to: an address, the parts, control data. */
export class MessageHeader {
  readonly #scratch: Scratch;
  readonly #controlAt: number;
  readonly #controlSize: number;

  /** @param parts how many at most @param controlSize bytes of control data at most */
  constructor(parts: number, controlSize: number) {
    this.#controlAt = IOV_AT + parts * 16;
    this.#controlSize = controlSize;
    this.#scratch = new Scratch(this.#controlAt + controlSize);
  }

  /** The address of the header, for sendmsg(2) and recvmsg(2). */
  get address(): number {
    return this.#scratch.address;
  }

  /** Room for a sockaddr. */
  get name(): DataView {
    return new DataView(this.#scratch.buffer, NAME_AT, SOCKADDR_SIZE);
  }

  /** Room for control data. */
  get control(): DataView {
    return new DataView(this.#scratch.buffer, this.#controlAt, this.#controlSize);
  }

  /** Points the header to its parts. @param nameLength bytes of the sockaddr; 0 for none */
  prepare(parts: readonly Part[], nameLength: number, controlLength: number): void {
    const { view, address } = this.#scratch;
    for (const [index, part] of parts.entries()) {
      view.setBigUint64(IOV_AT + index * 16, BigInt(part.address), true);
      view.setBigUint64(IOV_AT + index * 16 + 8, BigInt(part.length), true);
    }
    this.#set(msghdr.name, nameLength === 0 ? 0 : address + NAME_AT);
    this.#set(msghdr.nameLength, nameLength);
    this.#set(msghdr.iov, address + IOV_AT);
    this.#set(msghdr.iovLength, parts.length);
    this.#set(msghdr.control, controlLength === 0 ? 0 : address + this.#controlAt);
    this.#set(msghdr.controlLength, controlLength);
    this.#set(msghdr.flags, 0);
  }

  /** What the system wrote. */
  outcome(): MessageOutcome {
    return {
      nameLength: Math.min(this.#get(msghdr.nameLength), SOCKADDR_SIZE),
      controlLength: Math.min(this.#get(msghdr.controlLength), this.#controlSize),
      flags: this.#get(msghdr.flags),
    };
  }

  #set(member: Member, value: number): void {
    writeMember(this.#scratch.view, 0, member, value);
  }

  #get(member: Member): number {
    return readMember(this.#scratch.view, 0, member);
  }
}
