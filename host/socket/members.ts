/** How many members the sets of a guest may have together, for each socket that it may have. */
export const MEMBERS_PER_SOCKET = 4;

/**
 * How many of the members that the sets of a process have together may be sets. With each the system follows all ways from all
 * sockets to all sets, and meanwhile nobody on the machine adds a set to another, or suspends a guest.
 */
export const MOST_NESTED = 32;

/** What has members: an event set. */
export interface Watcher<Socket> {
  /** A member is about to be closed. */
  leave(socket: Socket): void;
  /** It is closed itself. */
  end(): void;
}

/** The members of one guest's event sets. */
export class Members<Socket> {
  count = 0;
  /** Descriptors that are duplicates. */
  duplicates = 0;
  /** Members that are sets. */
  nested = 0;
  readonly #watchers = new Map<Socket, Set<Watcher<Socket>>>();

  /** Those that have a socket. */
  watchersOf(socket: Socket): Iterable<Watcher<Socket>> {
    return this.#watchers.get(socket) ?? [];
  }

  join(socket: Socket, watcher: Watcher<Socket>): void {
    const known = this.#watchers.get(socket);
    if (known === undefined) this.#watchers.set(socket, new Set([watcher]));
    else known.add(watcher);
  }

  part(socket: Socket, watcher: Watcher<Socket>): void {
    const known = this.#watchers.get(socket);
    if (known?.delete(watcher) === true && known.size === 0) this.#watchers.delete(socket);
  }
}
