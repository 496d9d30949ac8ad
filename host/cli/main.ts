#!/usr/bin/env node
// Starts the command `wasock`, which is bundled: Node takes longer to find and load modules than to do everything else that comes
// before a guest's first instruction.
import { createRequire } from 'node:module';
import { privateCacheDirectory } from '../cache-directory.ts';
import type * as command from './command.ts';
import { KeptCode } from './kept-code.ts';

const [, , ...args] = process.argv;
const code = new KeptCode(import.meta.dirname, args.includes('--no-cache') ? null : privateCacheDirectory(), {
  require: (id) => createRequire(import.meta.url)(id),
  import: (id) => import(id),
});
const { execute } = code.load('command.bundle.js') as typeof command;
const exitCode = await execute(args);
// Under other flags V8 does not take the same code.
const isUsual = process.execArgv.length === 0 && process.env['NODE_OPTIONS'] === undefined;
if (args[0] === 'run' && isUsual) code.keep();
process.exit(exitCode);
