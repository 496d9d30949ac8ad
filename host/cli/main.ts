#!/usr/bin/env node
// Starts the command `wasock`, which is bundled: Node takes longer to find and load modules than to do everything else that comes
// before a guest's first instruction. For the same reason nothing is imported here: with a module of its own Node loads all that one
// could ask it for.
import type * as start from './start.ts';

const require = process.getBuiltinModule('node:module').createRequire(import.meta.url);
const bundle: typeof start = require('./start.bundle.cjs');
process.exit(await bundle.start(import.meta.dirname, { require, import: (id) => import(id) }));
