// The guests here are the scenarios of test/php/, line for line: facts as "name: value", written as prelude.php does.
import { Socket } from 'wasock';

/** A number where -1 is PHP's FALSE. */
export function sayNumber(name: string, value: i32): void {
  console.log(name + ': ' + (value == -1 ? 'FALSE' : value.toString()));
}

export function sayBool(name: string, value: bool): void {
  console.log(name + ': ' + (value ? 'TRUE' : 'FALSE'));
}

export function saySocket(name: string, value: Socket | null): void {
  console.log(name + ': ' + (value === null ? 'FALSE' : 'Socket'));
}

export function sayText(name: string, value: string | null): void {
  console.log(name + ': ' + (value === null ? 'FALSE' : quoted(value)));
}

export function sayData(name: string, value: ArrayBuffer | null): void {
  sayText(name, value === null ? null : String.UTF8.decode(value));
}

export function quoted(text: string): string {
  return '"' + text.replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\0', '\\000') + '"';
}
