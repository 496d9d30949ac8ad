// What waits to be received at a local socket: bytes, and over them segments, each from one sender and with its own
// ancillary data. A segment is a message, or so much of a stream as is alike.
import { GuestSocket } from "../guest-socket";
import { arrive, release, sendOff } from "../references";
import { Ancillary } from "./ancillary";
import { ByteRing } from "./byte-ring";
import { NamedSocket } from "./named-socket";

/** What a segment costs its sender besides its bytes: about what Linux counts for a message. */
const OVERHEAD: i32 = 768;

/** A part of what waits. */
@final
export class Segment {
  /** Bytes that have not been received. */
  length: i32 = 0;
  /** Sockets that come with it; null: none. */
  rights: GuestSocket[] | null = null;
  /** Whether it names its sender. */
  hasCredentials: bool = false;
  next: Segment | null = null;

  constructor(
    public sender: NamedSocket,
    /** What it costs its sender besides its bytes. */
    public readonly overhead: i32,
  ) {}

  /** Its sockets once more, with references for who looks at them. */
  copyRights(): GuestSocket[] | null {
    const rights = this.rights;
    if (rights === null) return null;
    sendOff(rights);
    return rights.slice(0);
  }
}

/** The queue of one socket. What is in it is charged to its senders, which bounds it. */
@final
export class SegmentQueue {
  /** The first segment; null: nothing waits. */
  first: Segment | null = null;
  /** How many segments there are. */
  count: i32 = 0;
  /** How many of them carry sockets. */
  carriers: i32 = 0;
  private last: Segment | null = null;
  private readonly bytes: ByteRing = new ByteRing();
  /** The last segment of a stream that was received whole; it serves again. */
  private spare: Segment | null = null;

  /** How many bytes there are. */
  get length(): i32 {
    return this.bytes.length;
  }

  /** Puts a message behind the others. */
  addMessage(sender: NamedSocket, data: usize, length: i32, hasCredentials: bool, beside: Ancillary | null): void {
    const segment = new Segment(sender, OVERHEAD);
    segment.hasCredentials = hasCredentials;
    this.carry(segment, beside);
    this.push(segment);
    this.grow(segment, data, length);
  }

  /** Puts bytes of a stream behind the others, in the same segment where they are alike. */
  addBytes(sender: NamedSocket, data: usize, length: i32, hasCredentials: bool, beside: Ancillary | null): void {
    const last = this.last;
    const isPlain = beside === null || beside.rights === null;
    if (isPlain && last !== null && last.rights === null && last.hasCredentials == hasCredentials) {
      this.grow(last, data, length);
      return;
    }
    let segment = this.spare;
    if (segment === null || !isPlain || segment.sender !== sender) {
      segment = new Segment(sender, isPlain ? 0 : OVERHEAD);
    }
    this.spare = null;
    segment.hasCredentials = hasCredentials;
    this.carry(segment, beside);
    this.push(segment);
    this.grow(segment, data, length);
  }

  private carry(segment: Segment, beside: Ancillary | null): void {
    if (beside === null) return;
    const rights = beside.rights;
    if (rights === null) return;
    sendOff(rights);
    segment.rights = rights;
    this.carriers++;
  }

  private push(segment: Segment): void {
    const last = this.last;
    if (last === null) this.first = segment;
    else last.next = segment;
    this.last = segment;
    this.count++;
    segment.sender.charged += segment.overhead;
  }

  private grow(segment: Segment, data: usize, length: i32): void {
    this.bytes.append(data, length);
    segment.length += length;
    segment.sender.charged += length;
  }

  /** Copies `count` bytes from `offset` on, which are there, to `target`. */
  copy(target: usize, offset: i32, count: i32): void {
    this.bytes.copy(target, offset, count);
  }

  /** Takes the first segment's sockets off it; the receiver holds their references from now on. */
  takeRights(): GuestSocket[] | null {
    const segment = this.first!;
    const rights = segment.rights;
    if (rights === null) return null;
    segment.rights = null;
    this.carriers--;
    return rights;
  }

  /** Forgets `count` bytes of the first segment, which has them. */
  skip(count: i32): void {
    const segment = this.first!;
    this.bytes.skip(count);
    segment.length -= count;
    segment.sender.charged -= count;
  }

  /** Forgets the first segment. Its sockets have been taken. */
  shift(): void {
    const segment = this.first!;
    this.skip(segment.length);
    segment.sender.charged -= segment.overhead;
    this.first = segment.next;
    if (this.first === null) this.last = null;
    this.count--;
    segment.next = null;
    if (segment.overhead == 0) this.spare = segment;
  }

  /** Forgets everything, the memory too; sockets that were on their way here are given up. */
  clear(): void {
    while (this.first !== null) {
      const rights = this.takeRights();
      this.shift();
      if (rights === null) continue;
      arrive(rights.length);
      for (let i = 0; i < rights.length; i++) release(rights[i]);
    }
    this.bytes.clear();
    this.spare = null;
  }

  /** Appends the sockets that the segments carry. */
  pushCarried(list: GuestSocket[]): void {
    let segment: Segment | null = this.first;
    while (segment !== null) {
      const rights = segment.rights;
      for (let i = 0, n = rights === null ? 0 : rights.length; i < n; i++) list.push(rights![i]);
      segment = segment.next;
    }
  }
}
