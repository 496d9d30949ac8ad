// A scenario run in JavaScript on wasock/php, to the same transcript. What PHP gives by reference is a part of the
// result there: a call that fails gives none of it.
import { AddressInfo, type Php, Socket, Stream } from 'wasock/php';
import * as constants from 'wasock/php';
import type { Expression, Statement } from '../parse.ts';
import { HELPERS, SIGNATURES } from '../signatures.ts';
import { asksForError, type Call, isReference, referencesIn } from '../statements.ts';
import { call, type Outcome } from './calls.ts';
import { bytesOf, type Named, type Value, valueText } from './values.ts';

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
    const positions = parameters.flatMap((parameter, index) => (isReference(parameter) ? [index] : []));
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

  #call({ name, args }: Call): Outcome {
    const values = args.map((arg) => this.#value(arg));
    return name in HELPERS ? { value: helper(name, values) } : call(this.#php, name, values);
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
