// The WIT of this package as one text, which is how jco's functions take it (their `witPath` does not work in Node).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from './package.ts';

const PACKAGE = 'package wasock:sockets@0.1.0;\n';
const FILES = ['types', 'host', 'diagnostics', 'php', 'worlds'];

/** The package `wasock:sockets`, with the worlds `guest`, `library` and `program`. */
export function witSource(): string {
  return PACKAGE + FILES.map(body).join('\n');
}

/** The package `wasock:wasip2`, with the worlds of what is built for wasi:sockets: `wasip2`, a guest, and `library`. */
export function wasip2Source(): string {
  return `${readWit('wasip2/wasip2.wit')}\n${PACKAGE.replace(';', ' {')}${body('php')}}\n`;
}

/** A file of wit/ without the package's name. */
function body(name: string): string {
  return readWit(`${name}.wit`).replace(/^package .*;\n/m, '');
}

/** The files that `witSource` reads. */
export function witFiles(): string[] {
  return FILES.map((name) => join(PACKAGE_ROOT, 'wit', `${name}.wit`));
}

function readWit(name: string): string {
  return readFileSync(join(PACKAGE_ROOT, 'wit', name), 'utf8');
}
