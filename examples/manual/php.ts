// What the manual's examples take from PHP besides its sockets, so that they can be written here as they stand there.

import { error_reporting } from 'wasock';

export const PHP_EOL = '\n';
export const PHP_OS = 'Linux';

export function echo(text: string): void {
  process.stdout.write(text);
}

export function strlen(text: string): i32 {
  return String.UTF8.byteLength(text);
}

/** The bytes of what a socket gave, as the text that they are. */
export function text(data: ArrayBuffer | null): string {
  return data === null ? '' : String.UTF8.decode(data);
}

export function die(text: string): void {
  echo(text);
  process.exit();
}

/** Of data, numbers and truth. */
export function var_dump<T>(value: T): void {
  if (isBoolean<T>()) {
    echo(`bool(${value})\n`);
  } else if (isInteger<T>()) {
    echo(`int(${value})\n`);
  } else if (value === null) {
    echo('bool(false)\n');
  } else {
    const data = value as ArrayBuffer;
    echo('string(' + data.byteLength.toString() + ') "');
    process.stdout.write<ArrayBuffer>(data);
    echo('"\n');
  }
}

/** PHP's `@`: a call that raises no warnings. */
export function silently<T>(call: () => T): T {
  const before = error_reporting(0);
  const result = call();
  error_reporting(before);
  return result;
}

/** An argument of the command line, from 1, where there is one. */
export function argument(position: i32, otherwise: string): string {
  return process.argv.length > position ? process.argv[position] : otherwise;
}

/** An argument that is a number; the manual's own where there is none. */
export function numberArgument(position: i32, otherwise: i32): i32 {
  return process.argv.length > position ? <i32>parseInt(process.argv[position]) : otherwise;
}
