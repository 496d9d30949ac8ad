// Part of `npm run build`: copies the preview-1 adapter that component.ts links into dist/, so that users of the
// package need not install all of @bytecodealliance/jco (some 150 MB) for this one file of it.
import { copyFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { preview1AdapterCommandPath } from '@bytecodealliance/jco';

const target = new URL('../../dist/build/', import.meta.url);
mkdirSync(target, { recursive: true });
copyFileSync(preview1AdapterCommandPath(), new URL('wasi_snapshot_preview1.command.wasm', target));
// jco's own package carries no licence file; the adapter (from wasmtime) is under the same licence as jco-transpile.
const transpile = dirname(dirname(fileURLToPath(import.meta.resolve('@bytecodealliance/jco-transpile'))));
copyFileSync(`${transpile}/LICENSE`, new URL('wasi_snapshot_preview1.LICENSE', target));
