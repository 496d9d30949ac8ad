/** What a guest has of its embedder's sockets: those that wait for it, and the way by which more come and go. See named.ts. */
export class NamedSockets<Socket> {
  /** The descriptor that others come by, and go; undefined if none do. */
  door: number | undefined;
  /** Called when one has gone. */
  onExport: (() => void) | undefined;
  /** By name, the first to come first. */
  readonly #waiting = new Map<string, Socket[]>();

  /** Adds one that waits for the guest. */
  add(name: string, socket: Socket): void {
    const waiting = this.#waiting.get(name);
    if (waiting === undefined) this.#waiting.set(name, [socket]);
    else waiting.push(socket);
  }

  /** Those that wait, with their names. */
  *entries(): Generator<[name: string, socket: Socket]> {
    for (const [name, waiting] of this.#waiting) for (const socket of waiting) yield [name, socket];
  }

  /** The next one of this name, which waits no more. */
  next(name: string): Socket | undefined {
    const waiting = this.#waiting.get(name);
    const found = waiting?.shift();
    if (waiting?.length === 0) this.#waiting.delete(name);
    return found;
  }
}
