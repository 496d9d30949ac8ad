// Starts a guest that cannot be interrupted in a process, and tells which.
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { createGuestProcess, spawnGuest } from 'wasock';

const wasm = await parse(`(module
  (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 4096)
  (data (i32.const 8) "!\\n") (data (i32.const 0) "\\08\\00\\00\\00\\02\\00\\00\\00")
  (func (export "_start")
    (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 16)))
    (loop (memory.fill (i32.const 0) (i32.const 1) (i32.const 0x10000000)) (br 0))))`);
const room = createGuestProcess();
spawnGuest(wasm, { isolation: room });
process.stdout.write(`spinning in ${room.pid}\n`);
