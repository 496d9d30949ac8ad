// A copy of a process of a guest, from which another thread makes the next: what fork(2) copies.
import type { GuestMemory } from '../abi/guest-memory.ts';
import type { CoreValue } from '../abi/flat.mjs';
import type { Host } from '../host.ts';
import { type Access, OpenFile } from '../files/open-file.ts';
import { OpenFiles } from '../files/open-files.ts';
import type { FileType } from '../os/file-facts.ts';
import type { LookedUpData } from '../policy/looked-up.ts';
import { Descriptors, GuestFile, GuestSocket } from '../preview1/descriptors.ts';
import { EventSet, type MemberState } from '../socket/event-set.ts';
import { inheritSocket, shareState, type SocketState } from '../socket/inherit.ts';
import type { HostSocket } from '../socket/host-socket.ts';

/** Where a process knows a socket: by its handle, by a name until it asks for it, or by a descriptor of WASI preview 1. */
interface SocketCopy {
  readonly state: SocketState;
  readonly handle?: number;
  readonly name?: string;
  readonly number?: number;
  readonly isGiven?: boolean;
}

/** An event set's member, by where the set and the member are in the list of sockets. */
interface MemberCopy extends Omit<MemberState, 'socket'> {
  readonly set: number;
  readonly member: number;
}

/** A file that a process has by a descriptor of WASI preview 1. */
interface FileCopy {
  readonly number: number;
  readonly type: FileType;
  readonly access: Access;
  readonly given: Uint8Array | undefined;
  readonly position: bigint;
  readonly append: boolean;
  readonly nonBlocking: boolean;
}

/** A process, as data that can be sent to a thread. */
export interface Snapshot {
  /** It goes from thread to thread. A shared one would stay until each of them has collected it. */
  readonly memory: ArrayBuffer;
  /** The values of its mutable globals, by their exports' names. */
  readonly globals: readonly (readonly [name: string, value: CoreValue])[];
  /** Where its calls are kept: see forking.ts. */
  readonly area: number;
  readonly sockets: readonly SocketCopy[];
  readonly members: readonly MemberCopy[];
  readonly files: readonly FileCopy[];
  /** The descriptors of its sockets, then of its files: of the process that was copied, or of the new one. */
  readonly fds: readonly number[];
  readonly changesPaths: boolean;
  readonly lookedUp: readonly LookedUpData[];
}

/** What a snapshot has of the host's. */
export type Belongings = Omit<Snapshot, 'memory' | 'globals' | 'area'>;

/** Copies what a process has of its host. It has to wait until its descriptors have been duplicated. */
export function belongingsOf(host: Host, descriptors: Descriptors): Belongings {
  const { context } = host;
  const sockets: [HostSocket, SocketCopy][] = [];
  const copy = (socket: HostSocket, place: Omit<SocketCopy, 'state'>): void =>
    void sockets.push([socket, { ...place, state: shareState(socket) }]);
  for (const [handle, socket] of host.sockets.entries()) copy(socket, { handle });
  for (const [name, socket] of context.named.entries()) copy(socket, { name });
  const files: [GuestFile, FileCopy][] = [];
  for (const [number, own] of descriptors.entries()) {
    if (own instanceof GuestSocket) copy(own.socket, { number, isGiven: own.isGiven });
    else files.push([own, fileCopy(number, own)]);
  }
  return {
    sockets: sockets.map(([, state]) => state),
    members: membersOf(sockets.map(([socket]) => socket)),
    files: files.map(([, state]) => state),
    fds: [...sockets.map(([{ fd }]) => fd), ...files.map(([{ file }]) => file.fd)],
    changesPaths: context.changesPaths,
    lookedUp: context.policy.copyLookedUp(performance.timeOrigin),
  };
}

function membersOf(sockets: readonly HostSocket[]): MemberCopy[] {
  const places = new Map(sockets.map((socket, index) => [socket, index]));
  return sockets.flatMap((socket, set) =>
    Array.from(EventSet.of(socket)?.states() ?? [], ({ socket: member, ...rest }) => ({
      set,
      member: places.get(member)!,
      ...rest,
    })),
  );
}

function fileCopy(number: number, { file, given, position, append, nonBlocking }: GuestFile): FileCopy {
  return { number, type: file.type, access: file.access, given, position, append, nonBlocking };
}

/** Gives a new process what the snapshot has. @returns its descriptors of WASI preview 1 */
export function inherit(host: Host, { sockets, members, files, fds, changesPaths, lookedUp }: Snapshot): Descriptors {
  const { context } = host;
  context.changesPaths = changesPaths;
  context.policy.becomeLookedUp(lookedUp, -performance.timeOrigin);
  const numbered: [number, GuestFile | GuestSocket][] = [];
  const inherited: HostSocket[] = [];
  for (const [index, { state, handle, name, number, isGiven = false }] of sockets.entries()) {
    const socket = inheritSocket(context, fds[index]!, state);
    inherited.push(socket);
    if (handle !== undefined) host.sockets.put(handle, socket);
    else if (name !== undefined) context.named.add(name, socket);
    else if (number !== undefined) numbered.push([number, new GuestSocket(socket, isGiven)]);
  }
  // The system may refuse one: then it tells nothing.
  for (const { set, member, number, isSpent, ...wish } of members)
    EventSet.of(inherited[set]!)?.add(inherited[member]!, number, wish, isSpent);
  const open = new OpenFiles(context);
  for (const [index, { number, type, access, given, position, append, nonBlocking }] of files.entries()) {
    const file = new GuestFile(new OpenFile(open, fds[sockets.length + index]!, type, access), given);
    numbered.push([number, Object.assign(file, { position, append, nonBlocking })]);
  }
  return Descriptors.of(numbered);
}

/** A copy of a memory. */
export function copyMemory(memory: GuestMemory): ArrayBuffer {
  return memory.view().buffer.slice(0) as ArrayBuffer;
}

/** Makes a memory of at least that size the same as the copy, which is then gone: at once where the engine can (Node 22). */
export function restoreMemory(
  memory: GuestMemory,
  copy: ArrayBuffer & { transfer?(length: number): ArrayBuffer },
): void {
  new Uint8Array(memory.view().buffer).set(new Uint8Array(copy));
  copy.transfer?.(0);
}
