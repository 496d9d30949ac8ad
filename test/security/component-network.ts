// A component that connects to a port of 127.0.0.1 by wasi:sockets, with a network of its own making or the one that it is
// given. It ends with 0 if it got through.
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';

/** What makes the network: a function of an interface, and its type. */
export interface NetworkSource {
  readonly interface: string;
  readonly name: string;
}

const zeros = (count: number): string => '(i32.const 0) '.repeat(count);

export function connectingComponent(port: number, { interface: from, name }: NetworkSource): Promise<Uint8Array> {
  const own = from === 'wasi:sockets/network@0.2.0';
  const made = own ? `(export "${name}" (func (result (own $n))))` : '';
  const other = own
    ? ''
    : `(import "${from}" (instance $from (alias outer 1 $network (type $n0)) (export "network" (type $n (eq $n0)))
        (export "${name}" (func (result (own $n))))))`;
  return parse(`(component
    (import "wasi:sockets/network@0.2.0" (instance $net (export "network" (type $n (sub resource))) ${made}))
    (alias export $net "network" (type $network))
    ${other}
    (import "wasi:sockets/tcp@0.2.0" (instance $tcp
      (alias outer 1 $network (type $n0)) (export "network" (type $n (eq $n0)))
      (export "tcp-socket" (type $t (sub resource)))
      (type $a0 (tuple u8 u8 u8 u8))
      (type $r0 (record (field "port" u16) (field "address" $a0)))
      (export "ipv4-socket-address" (type $r (eq $r0)))
      (type $v0 (variant (case "ipv4" $r))) (export "ip-socket-address" (type $v (eq $v0)))
      (export "[method]tcp-socket.start-connect"
        (func (param "self" (borrow $t)) (param "network" (borrow $n)) (param "remote-address" $v) (result (result))))
      (export "[method]tcp-socket.finish-connect" (func (param "self" (borrow $t)) (result (result))))))
    (alias export $tcp "tcp-socket" (type $tcpsocket))
    (import "wasi:sockets/tcp-create-socket@0.2.0" (instance $create
      (alias outer 1 $tcpsocket (type $t0)) (export "tcp-socket" (type $t (eq $t0)))
      (type $f0 (enum "ipv4")) (export "ip-address-family" (type $f (eq $f0)))
      (export "create-tcp-socket" (func (param "address-family" $f) (result (own $t))))))
    (alias export ${own ? '$net' : '$from'} "${name}" (func $new))
    (alias export $tcp "[method]tcp-socket.start-connect" (func $start))
    (alias export $tcp "[method]tcp-socket.finish-connect" (func $finish))
    (alias export $create "create-tcp-socket" (func $cr))
    (core func $newl (canon lower (func $new)))
    (core func $startl (canon lower (func $start)))
    (core func $finishl (canon lower (func $finish)))
    (core func $crl (canon lower (func $cr)))
    (core module $n
      (import "a" "new" (func $new (result i32)))
      (import "a" "create" (func $create (param i32) (result i32)))
      (import "a" "start" (func $start (param i32 i32 i32 i32 i32 i32 i32 i32) (result i32)))
      (import "a" "finish" (func $finish (param i32) (result i32)))
      (func (export "run") (result i32) (local $s i32) (local $i i32)
        (local.set $s (call $create (i32.const 0)))
        (if (call $start (local.get $s) (call $new) (i32.const 0) (i32.const ${port})
            (i32.const 127) ${zeros(2)} (i32.const 1))
          (then (return (i32.const 1))))
        (loop $l
          (if (i32.eqz (call $finish (local.get $s))) (then (return (i32.const 0))))
          (local.set $i (i32.add (local.get $i) (i32.const 1)))
          (br_if $l (i32.lt_u (local.get $i) (i32.const 2000))))
        (i32.const 1)))
    (core instance $x (export "new" (func $newl)) (export "create" (func $crl)) (export "start" (func $startl))
      (export "finish" (func $finishl)))
    (core instance $ni (instantiate $n (with "a" (instance $x))))
    (func $run (result (result)) (canon lift (core func $ni "run")))
    (component $c (import "r" (func $r (result (result)))) (export "run" (func $r)))
    (instance $ri (instantiate $c (with "r" (func $run))))
    (export "wasi:cli/run@0.2.0" (instance $ri)))`);
}
