#!/usr/bin/env node
import { writeFileSync } from 'node:fs';
import { CompileError, compileGuest } from '../build/compile.ts';

const [, , command, entry, , output] = process.argv;
if (command !== 'build' || entry === undefined || output === undefined) {
  console.error('usage: wasock build guest.ts -o guest.wasm');
  process.exit(2);
}
try {
  writeFileSync(output, await compileGuest(entry, { color: process.stderr.isTTY }));
} catch (error) {
  if (!(error instanceof CompileError)) throw error;
  process.stderr.write(error.diagnostics);
  process.exit(1);
}
