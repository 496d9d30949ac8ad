// Ends in its own ways.
import { socket_create_listen, socket_listen } from 'wasock';

if (process.argv.length > 1) throw new Error('not with arguments');

export function refuse(what: string): void {
  if (what == 'quietly') process.exit(255);
  throw new Error('no ' + what);
}

export function listen(): bool {
  return socket_listen(socket_create_listen(80)!);
}

export function pick(index: i32): i32 {
  const numbers: i32[] = [1, 2, 3];
  return numbers[index];
}

/** Prints, and ends as nobody who aborts does. */
export function leave(): void {
  process.stderr.write('abort: nothing of the kind in x.ts(1:1)\n');
  process.exit(7);
}
