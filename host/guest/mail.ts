import { EventEmitter } from 'node:events';
import type { ToWorker } from './thread-data.ts';

/** What is said to one guest on this thread, as events. */
export class Mail extends EventEmitter<{ message: [ToWorker] }> {
  /** Whether the guest does nothing but wait for it. */
  isAwaited = true;

  deliver(message: ToWorker): void {
    this.isAwaited = false;
    this.emit('message', message);
  }
}
