// Generated from wit/ by `npm run wit`; not to be edited.
import type { Signature } from '../wasm/core-imports.ts';

/** The type of each function that a core module imports, by the names of module and function. */
export const SIGNATURES: ReadonlyMap<string, ReadonlyMap<string, Signature>> = new Map([
  [
    'wasock:sockets/host@0.1.0',
    new Map([
      ['[static]socket.create', '(i32 i32 i32 i32) -> ()'],
      ['[static]socket.pair', '(i32 i32 i32 i32) -> ()'],
      ['[static]socket.take', '(i32 i32 i32) -> ()'],
      ['[static]socket.import-named', '(i32 i32 i32) -> ()'],
      ['[method]socket.bind', '(i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32) -> ()'],
      ['[method]socket.listen', '(i32 i32 i32) -> ()'],
      ['[method]socket.accept', '(i32 i32) -> ()'],
      ['[method]socket.connect', '(i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32) -> ()'],
      ['[method]socket.shutdown', '(i32 i32 i32) -> ()'],
      ['[method]socket.send', '(i32 i32 i32 i32 i32) -> ()'],
      ['[method]socket.send-to', '(i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32) -> ()'],
      ['[method]socket.receive', '(i32 i32 i32 i32) -> ()'],
      ['[method]socket.receive-from', '(i32 i32 i32 i32) -> ()'],
      ['[method]socket.send-message', '(i32 i32) -> ()'],
      ['[method]socket.receive-message', '(i32 i32 i32 i32 i32) -> ()'],
      ['[method]socket.local-address', '(i32 i32) -> ()'],
      ['[method]socket.remote-address', '(i32 i32) -> ()'],
      ['[method]socket.is-blocking', '(i32) -> (i32)'],
      ['[method]socket.set-blocking', '(i32 i32 i32) -> ()'],
      ['[method]socket.get-option', '(i32 i32 i32) -> ()'],
      ['[method]socket.set-option', '(i32 i32 i32 i32 i32 i32 i32) -> ()'],
      ['[method]socket.update-membership', '(i32 i32) -> ()'],
      ['[method]socket.at-mark', '(i32 i32) -> ()'],
      ['[method]socket.offer', '(i32 i32 i32) -> ()'],
      ['[method]socket.export-named', '(i32 i32 i32 i32) -> ()'],
      ['select', '(i32 i32 i32 i32 i32 i32 i32 i64 i32) -> ()'],
      ['control-space', '(i32) -> (i32)'],
      ['revoke', '(i32 i32 i32) -> ()'],
      ['guest-id', '() -> (i32)'],
      ['lookup-address', '(i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32) -> ()'],
      ['lookup-service', '(i32 i32 i32 i32 i32) -> ()'],
      ['lookup-port', '(i32 i32 i32 i32) -> ()'],
      ['lookup-protocol', '(i32 i32 i32) -> ()'],
      ['lookup-protocol-number', '(i32 i32) -> ()'],
      ['interface-index', '(i32 i32 i32) -> ()'],
      ['interface-name', '(i32 i32) -> ()'],
      ['[resource-drop]socket', '(i32) -> ()'],
    ]),
  ],
  [
    'wasock:sockets/diagnostics@0.1.0',
    new Map([
      ['report', '(i32 i32 i32) -> ()'],
    ]),
  ],
]);
