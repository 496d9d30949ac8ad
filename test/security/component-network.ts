// A component that connects to a port of 127.0.0.1 by wasi:sockets, with a network of its own making or the one that it is
// given. It ends with 0 if it got through.
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { witModel } from '../../wit/sources.mjs';

/** What makes the network: a function of an interface, and its type. */
export interface NetworkSource {
  readonly interface: string;
  readonly name: string;
}

/** The cases of an enum of wasi:sockets, as they stand in the text of a component. */
function casesOf(name: string): string {
  const found = witModel()
    .interface('wasi:sockets/network@0.2.12')
    .definitions.find((each) => each.name === name);
  if (found?.kind !== 'enum') throw new RangeError(`there is no enum ${name}`);
  return found.cases.map((each) => `"${each.name}"`).join(' ');
}

/** Types of wasi:sockets/network that an instance has: $e, $f, $v. */
const TYPES = `
  (type $e0 (enum ${casesOf('error-code')})) (export "error-code" (type $e (eq $e0)))
  (type $f0 (enum ${casesOf('ip-address-family')})) (export "ip-address-family" (type $f (eq $f0)))
  (type $a4 (tuple u8 u8 u8 u8)) (type $a6 (tuple u16 u16 u16 u16 u16 u16 u16 u16))
  (type $r40 (record (field "port" u16) (field "address" $a4)))
  (export "ipv4-socket-address" (type $r4 (eq $r40)))
  (type $r60 (record (field "port" u16) (field "flow-info" u32) (field "address" $a6) (field "scope-id" u32)))
  (export "ipv6-socket-address" (type $r6 (eq $r60)))
  (type $v0 (variant (case "ipv4" $r4) (case "ipv6" $r6))) (export "ip-socket-address" (type $v (eq $v0)))`;

const zeros = (count: number): string => '(i32.const 0) '.repeat(count);

export function connectingComponent(port: number, { interface: from, name }: NetworkSource): Promise<Uint8Array> {
  const own = from === 'wasi:sockets/network@0.2.0';
  const made = own ? `(export "${name}" (func (result (own $n))))` : '';
  const other = own
    ? ''
    : `(import "${from}" (instance $from (alias outer 1 $network (type $n0)) (export "network" (type $n (eq $n0)))
        (export "${name}" (func (result (own $n))))))`;
  return parse(`(component
    (import "wasi:io/error@0.2.0" (instance $err (export "error" (type $r (sub resource)))))
    (import "wasi:io/streams@0.2.0" (instance $io
      (export "input-stream" (type $i (sub resource))) (export "output-stream" (type $o (sub resource)))))
    (alias export $io "input-stream" (type $input))
    (alias export $io "output-stream" (type $output))
    (import "wasi:sockets/network@0.2.0" (instance $net (export "network" (type $n (sub resource))) ${made}))
    (alias export $net "network" (type $network))
    ${other}
    (import "wasi:sockets/tcp@0.2.0" (instance $tcp
      (alias outer 1 $network (type $n0)) (export "network" (type $n (eq $n0)))
      (alias outer 1 $input (type $i0)) (export "input-stream" (type $i (eq $i0)))
      (alias outer 1 $output (type $o0)) (export "output-stream" (type $o (eq $o0)))
      (export "tcp-socket" (type $t (sub resource)))
      ${TYPES}
      (export "[method]tcp-socket.start-connect"
        (func (param "self" (borrow $t)) (param "network" (borrow $n)) (param "remote-address" $v) (result (result (error $e)))))
      (export "[method]tcp-socket.finish-connect"
        (func (param "self" (borrow $t)) (result (result (tuple (own $i) (own $o)) (error $e)))))))
    (alias export $tcp "tcp-socket" (type $tcpsocket))
    (import "wasi:sockets/tcp-create-socket@0.2.0" (instance $create
      (alias outer 1 $tcpsocket (type $t0)) (export "tcp-socket" (type $t (eq $t0)))
      ${TYPES}
      (export "create-tcp-socket" (func (param "address-family" $f) (result (result (own $t) (error $e)))))))
    (alias export ${own ? '$net' : '$from'} "${name}" (func $new))
    (alias export $tcp "[method]tcp-socket.start-connect" (func $start))
    (alias export $tcp "[method]tcp-socket.finish-connect" (func $finish))
    (alias export $create "create-tcp-socket" (func $cr))
    (core module $mem (memory (export "m") 1))
    (core instance $mi (instantiate $mem))
    (core func $newl (canon lower (func $new)))
    (core func $startl (canon lower (func $start) (memory (core memory $mi "m"))))
    (core func $finishl (canon lower (func $finish) (memory (core memory $mi "m"))))
    (core func $crl (canon lower (func $cr) (memory (core memory $mi "m"))))
    (core module $n
      (import "m" "m" (memory 1))
      (import "a" "new" (func $new (result i32)))
      (import "a" "create" (func $create (param i32 i32)))
      (import "a" "start" (func $start (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
      (import "a" "finish" (func $finish (param i32 i32)))
      (func (export "run") (result i32) (local $s i32) (local $i i32)
        (call $create (i32.const 0) (i32.const 0))
        (if (i32.load8_u (i32.const 0)) (then (return (i32.const 1))))
        (local.set $s (i32.load (i32.const 4)))
        (call $start (local.get $s) (call $new) (i32.const 0) (i32.const ${port})
          (i32.const 127) ${zeros(2)} (i32.const 1) ${zeros(6)} (i32.const 16))
        (if (i32.load8_u (i32.const 16)) (then (return (i32.const 1))))
        (loop $l
          (call $finish (local.get $s) (i32.const 32))
          (if (i32.eqz (i32.load8_u (i32.const 32))) (then (return (i32.const 0))))
          (local.set $i (i32.add (local.get $i) (i32.const 1)))
          (br_if $l (i32.lt_u (local.get $i) (i32.const 2000))))
        (i32.const 1)))
    (core instance $x (export "new" (func $newl)) (export "create" (func $crl)) (export "start" (func $startl))
      (export "finish" (func $finishl)))
    (core instance $ni (instantiate $n (with "a" (instance $x)) (with "m" (instance $mi))))
    (func $run (result (result)) (canon lift (core func $ni "run")))
    (component $c (import "r" (func $r (result (result)))) (export "run" (func $r)))
    (instance $ri (instantiate $c (with "r" (func $run))))
    (export "wasi:cli/run@0.2.0" (instance $ri)))`);
}
