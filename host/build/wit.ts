// The WIT of this package as one text, which is how jco's functions take it (their `witPath` does not work in Node).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from './package.ts';

const PACKAGE = 'package wasock:sockets@0.1.0;\n';
const FILES = ['types', 'host', 'diagnostics', 'worlds'];

/** All of wit/ as one WIT text, with the worlds `guest` and `library`. */
export function witSource(): string {
  const bodies = FILES.map((name) => readFileSync(join(PACKAGE_ROOT, 'wit', `${name}.wit`), 'utf8'));
  return PACKAGE + bodies.map((text) => text.replace(/^package .*;\n/m, '')).join('\n');
}
