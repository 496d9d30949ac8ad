import type { ProvidedResource } from '../../component/provided.ts';
import { readyEvents } from '../../os/libc.ts';

/** What a pollable waits for. */
export type Awaited =
  /** Nothing: it is ready. */
  | undefined
  /** A descriptor, and events: POLL*. Errors and the other end's close make it ready too. */
  | { readonly fd: number; readonly events: number }
  /** A time of performance.now(), in milliseconds. */
  | { readonly at: number }
  /** Something that is asked again and again. */
  | { readonly isDone: () => boolean };

/** `pollable` of wasi:io/poll. */
export class Pollable {
  /** What it waits for now. */
  readonly awaited: () => Awaited;

  constructor(awaited: () => Awaited) {
    this.awaited = awaited;
  }

  isReady(): boolean {
    return isReady(this.awaited());
  }
}

/** Whether there is nothing to wait for any more. */
export function isReady(awaited: Awaited): boolean {
  if (awaited === undefined) return true;
  if ('fd' in awaited) return awaited.fd < 0 || readyEvents(awaited.fd, awaited.events) !== 0;
  return 'at' in awaited ? performance.now() >= awaited.at : awaited.isDone();
}

export const POLLABLE: ProvidedResource<Pollable> = { name: 'pollable', drop() {} };
