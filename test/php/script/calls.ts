// Calls of PHP's functions as calls of wasock/php.
import type { CurrentValue, Php, Selection } from 'wasock/php';
import { type Reference, SIGNATURES } from '../signatures.ts';
import { camel, fromPhp } from './arguments.ts';
import { receivedMessage } from './messages.ts';
import { bytesOf, toPhp, type Value } from './values.ts';

/** A function of `wasock/php`, whose name is PHP's in camel case. */
type Callee = (...args: unknown[]) => unknown;

/** PHP's result, and what it gives through references, in their order; `undefined` is not written. */
export interface Outcome {
  readonly value: Value;
  readonly given?: readonly (Value | undefined)[];
}

/** How a call whose result needs more than `toPhp` is made, from all arguments but references that only give. */
type Adapter = (callee: Callee, args: readonly unknown[]) => Outcome;

/** Makes PHP's result of one field, and its references of others; `true` of a result that has no such field. */
function fields(value: string | true, ...references: string[]): Adapter {
  return (callee, args) => {
    const result = toPhp(callee(...args));
    if (!(result instanceof Map)) return { value: result };
    // What a field lacks is FALSE as a result, and not written as a reference.
    return {
      value: value === true || (result.get(value) ?? false),
      given: references.map((key) => result.get(key)),
    };
  };
}

/** `socket_select()` and `stream_select()`: the result tells the positions that stay. */
const select: Adapter = (callee, args) => {
  const result = callee(...args) as Selection | undefined;
  if (result === undefined) return { value: false };
  const kept = [result.read, result.write, result.except].map((positions, index) => {
    const list = args[index];
    return Array.isArray(list) ? Array.from(positions, (position): Value => list[position] ?? null) : undefined;
  });
  return { value: result.count, given: kept };
};

/** An option's value, without its tag. PHP 8.2 has a number of credentials: their first. */
const option: Adapter = (callee, args) => {
  const result = callee(...args) as CurrentValue | undefined;
  if (result === undefined) return { value: false };
  if (result.tag === 'text') return { value: new Map([['name', bytesOf(result.val)]]) };
  return { value: result.tag === 'credentials' ? result.val.pid : toPhp(result) };
};

/** References that only give. */
const GIVEN_ONLY: ReadonlySet<string> = new Set<Reference>(['&int', '&text', '&data', '&pair']);

const ADAPTERS: Readonly<Record<string, Adapter>> = {
  socket_get_option: option,
  socket_getopt: option,
  socket_create_pair: (callee, args) => {
    const pair = toPhp(callee(...args));
    return pair === false ? { value: false } : { value: true, given: [pair] };
  },
  socket_getsockname: fields(true, 'address', 'port'),
  socket_getpeername: fields(true, 'address', 'port'),
  socket_recv: (callee, args) => {
    const { value, given } = fields('length', 'data')(callee, args);
    return value === false ? { value } : { value, given: [given?.[0] ?? null] };
  },
  socket_recvmsg: (callee, args) => {
    const result = callee(...args);
    if (typeof result !== 'object' || result === null) return { value: false };
    const { length, message: after } = receivedMessage(result);
    return { value: length, given: [after] };
  },
  socket_recvfrom: fields('length', 'data', 'name', 'port'),
  socket_select: select,
  stream_socket_server: fields('stream', 'error_code', 'error_message'),
  stream_socket_client: fields('stream', 'error_code', 'error_message'),
  stream_socket_accept: fields('stream', 'peer_name'),
  stream_socket_recvfrom: fields('data', 'address'),
  stream_select: select,
};

/**
 * Calls a function of PHP.
 *
 * @throws ArgumentError if the library's types have no place for an argument; TypeError if it has no such function
 */
export function call(php: Php, name: string, values: readonly Value[]): Outcome {
  const parameters = SIGNATURES[name]?.takes ?? [];
  const callee = (php as unknown as Record<string, Callee>)[camel(name)];
  if (callee === undefined) throw new TypeError(`wasock/php has no ${camel(name)}()`);
  const args = values.flatMap((value, index) => {
    const parameter = parameters[index];
    return GIVEN_ONLY.has(parameter ?? '') ? [] : [fromPhp(value, parameter)];
  });
  const adapter = ADAPTERS[name];
  if (adapter !== undefined) return adapter(callee, args);
  const value = toPhp(callee(...args));
  // socketLastError() of a closed socket.
  return { value: value === -1 && SIGNATURES[name]?.gives === 'count' ? false : value };
}
