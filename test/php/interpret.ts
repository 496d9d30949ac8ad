// A scenario run in JavaScript on wasock/php, to the same transcript. What PHP gives by reference is a part of the
// result there: a call that fails gives none of it.
import { AddressInfo, type CurrentValue, type Php, type Selection, Socket, Stream } from 'wasock/php';
import * as constants from 'wasock/php';
import type { Expression, Statement } from './parse.ts';
import { HELPERS, type Parameter, type Reference, SIGNATURES } from './signatures.ts';
import { asksForError, referencesIn } from './translate.ts';
import { messageOf, receivedMessage } from './script-messages.ts';
import { bytesOf, type Named, textOf, toPhp, type Value, valueText } from './values.ts';

/** A function of `wasock/php`, whose name is PHP's in camel case. */
type Callee = (...args: unknown[]) => unknown;

/** PHP's result, and what it gives through references, in their order; `undefined` is not written. */
interface Outcome {
  readonly value: Value;
  readonly given?: readonly (Value | undefined)[];
}

/** How a call with references is made, from PHP's arguments; those by reference as they were before. */
type Adapter = (callee: Callee, args: readonly Value[]) => Outcome;

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
    return Array.isArray(list) ? Array.from(positions, (position) => list[position] ?? null) : undefined;
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
  socket_recvmsg: (callee, [socket, message = null, flags]) => {
    const result = callee(socket, messageOf(message), flags);
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

/** What a statement prints that throws, because an argument is of a type that the library does not take. */
export const NOT_SAID = 'not said';

/** Runs statements; `$dir` is `directory`. Warnings go to the `php` object's callback, which may call `print`. */
export function interpret(
  statements: readonly Statement[],
  php: Php,
  directory: string,
  print: (line: string) => void,
): void {
  const interpreter = new Interpreter(php, directory, print);
  for (const statement of statements) interpreter.run(statement);
}

class Interpreter {
  readonly #php: Php;
  readonly #print: (line: string) => void;
  readonly #variables: Map<string, Value>;
  readonly #named: Named = new Map();

  constructor(php: Php, directory: string, print: (line: string) => void) {
    this.#php = php;
    this.#print = print;
    this.#variables = new Map([['dir', bytesOf(directory)]]);
  }

  run({ source, target, value }: Statement): void {
    if (!asksForError(value)) this.#php.socketClearError();
    this.#print(`> ${source}`);
    const outcome = this.#outcome(value);
    if (outcome === null) return this.#print(NOT_SAID);
    const { value: result, given } = outcome;
    if (target !== null) this.#variables.set(target, result);
    const isVoid = value.tag === 'call' && SIGNATURES[value.name]?.gives === 'void';
    if (!isVoid) this.#print(`= ${valueText(result, this.#named)}`);
    const isNameable = result instanceof Socket || result instanceof Stream || result instanceof AddressInfo;
    if (target !== null && isNameable && !this.#named.has(result)) this.#named.set(result, `$${target}`);
    this.#references(value, given);
    const error = this.#php.socketLastError();
    if (error !== 0) this.#print(`errno ${error}`);
  }

  /** What a statement gives; null if the library's types do not let it be said. */
  #outcome(value: Expression): Outcome | null {
    try {
      return value.tag === 'call' ? this.#call(value) : { value: this.#value(value) };
    } catch (error) {
      if (error instanceof TypeError && 'code' in error && error.code === 'ERR_WASOCK_ARGUMENT') return null;
      throw error;
    }
  }

  #references(value: Expression, given: Outcome['given']): void {
    if (given === undefined) return;
    const parameters = value.tag === 'call' ? (SIGNATURES[value.name]?.takes ?? []) : [];
    const positions = parameters.flatMap((parameter, index) => (parameter.startsWith('&') ? [index] : []));
    for (const { name, position } of referencesIn(value)) {
      const written = given[positions.indexOf(position)];
      if (written !== undefined) this.#variables.set(name, written);
    }
    for (const { name } of referencesIn(value)) {
      this.#print(`$${name} = ${valueText(this.#variables.get(name) ?? null, this.#named)}`);
    }
  }

  #value(expression: Expression): Value {
    switch (expression.tag) {
      case 'int':
      case 'float':
      case 'string':
        return expression.value;
      case 'constant':
        return constantOf(expression.name);
      case 'variable':
        return this.#variables.get(expression.name) ?? null;
      case 'element':
        return this.#element(this.#value(expression.of), this.#value(expression.key));
      case 'array':
        if (expression.entries.every(({ key }) => key === null))
          return expression.entries.map(({ value }) => this.#value(value));
        return new Map(
          expression.entries.map(({ key, value }) => [String(key && this.#value(key)), this.#value(value)]),
        );
      case 'call':
        return this.#call(expression).value;
      case 'operation':
        return operated(expression.operator, this.#value(expression.left), this.#value(expression.right));
      default:
        return expression satisfies never;
    }
  }

  #element(of: Value, key: Value): Value {
    const found = of instanceof Map ? of.get(String(key)) : Array.isArray(of) ? of[Number(key)] : undefined;
    if (found === undefined) throw new TypeError(`no element '${String(key)}'`);
    return found;
  }

  #call({ name, args }: Extract<Expression, { tag: 'call' }>): Outcome {
    const values = args.map((arg) => this.#value(arg));
    if (name in HELPERS) return { value: helper(name, values) };
    const parameters = SIGNATURES[name]?.takes ?? [];
    const method = name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
    const callee = (this.#php as unknown as Record<string, Callee>)[method];
    if (callee === undefined) throw new TypeError(`wasock/php has no ${method}()`);
    const adapter = ADAPTERS[name];
    if (adapter === undefined) {
      const result = toPhp(callee(...values.map((value, i) => fromPhp(value, parameters[i]))));
      // socketLastError() of a closed socket.
      return { value: result === -1 && SIGNATURES[name]?.gives === 'count' ? false : result };
    }
    const passed = values.filter((_, i) => !GIVEN_ONLY.has(parameters[i] ?? ''));
    return adapter(callee, passed);
  }
}

function constantOf(name: string): Value {
  const upper = name.toUpperCase();
  if (upper === 'NULL') return null;
  if (upper === 'TRUE' || upper === 'FALSE') return upper === 'TRUE';
  const value = (constants as unknown as Record<string, unknown>)[name];
  if (typeof value !== 'number') throw new TypeError(`wasock/php has no ${name}`);
  return value;
}

function operated(operator: string, left: Value, right: Value): Value {
  switch (operator) {
    case '===':
      return left === right;
    case '|':
      return Number(left) | Number(right);
    case '+':
      return Number(left) + Number(right);
    case '-':
      return Number(left) - Number(right);
    default:
      return String(left) + String(right);
  }
}

function helper(name: string, [value = null, first = null, second = null]: readonly Value[]): Value {
  switch (name) {
    case 'str_repeat':
      return String(value).repeat(Number(first));
    case 'substr':
      return String(value).substring(Number(first), Number(first) + Number(second));
    case 'strlen':
      return String(value).length;
    default:
      return Array.isArray(value) ? value.length : 0;
  }
}

const camel = (key: string) => key.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** An argument as `wasock/php` takes it. */
function fromPhp(value: Value, parameter: Parameter | undefined): unknown {
  if (parameter === 'any') return optionOf(value);
  if (parameter === 'message') return messageOf(value);
  if (typeof value === 'string') return parameter === 'payload' ? Buffer.from(value, 'latin1') : textOf(value);
  if (value instanceof Map) {
    return Object.fromEntries(Array.from(value, ([key, part]) => [camel(key), fromPhp(part, undefined)]));
  }
  return value;
}

/** The value of an option: PHP tells by type and keys which case is meant. */
function optionOf(value: Value): unknown {
  if (typeof value === 'string') return { tag: 'text', val: textOf(value) };
  if (!(value instanceof Map)) return { tag: 'int', val: Number(value) };
  const fields = new Map(value);
  const of = fields.get('interface');
  const tag = value.has('l_onoff') ? 'linger' : value.has('sec') ? 'timeval' : value.has('source') ? 'source' : 'group';
  const val = fromPhp(value, undefined) as Record<string, unknown>;
  if (of !== undefined)
    val['interface'] = typeof of === 'string' ? { tag: 'name', val: textOf(of) } : { tag: 'index', val: of };
  return { tag, val };
}
