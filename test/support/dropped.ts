import type { Socket } from '#host/generated/wit-host';

/** What jco calls when a guest drops its handle: not part of the WIT, nor of the types. */
export function drop(socket: Socket): void {
  const disposable: Socket & { [Symbol.dispose]?(): void } = socket;
  disposable[Symbol.dispose]?.();
}
