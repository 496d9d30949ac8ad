// The WIT of this package as one text, which is how jco's functions take it (their `witPath` does not work in Node).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from './package.ts';

const PACKAGE = 'package wasock:sockets@0.1.0;\n';
const FILES = ['types', 'host', 'diagnostics', 'php', 'worlds'];

/** The package `wasock:sockets`, with the worlds `guest` and `library`. */
export function witSource(): string {
  const bodies = FILES.map((name) => readWit(`${name}.wit`));
  return PACKAGE + bodies.map((text) => text.replace(/^package .*;\n/m, '')).join('\n');
}

/** The package `wasock:wasip2`, with the world `wasip2`: what a guest built for wasi:sockets imports. */
export function wasip2Source(): string {
  return readWit('wasip2/wasip2.wit');
}

function readWit(name: string): string {
  return readFileSync(join(PACKAGE_ROOT, 'wit', name), 'utf8');
}
