// Values of random types through components, and back: one by this package's linker and by jco, two that are composed.
import { componentEmbed, componentNew, parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { inspect } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createComponent } from 'wasock';
import { exportSignature, hasResultInMemory, importSignature } from '../../../host/abi/flat.mjs';
import { layoutOf, underlying } from '../../../host/abi/layout.mjs';
import type { FunctionType, ValueType } from '#host/abi/types';
import { Random } from '../../fuzz/random.mjs';
import { component } from '../../support/components.ts';
import { reallocText } from '../../support/realloc.ts';
import { instantiateComponent } from '../../support/transpiled.mjs';
import { randomType, randomValue } from '../abi/support.ts';

/** How many types a component has a function of, and how many components there are. */
const TYPES = 30;
const COMPONENTS = 10;
const VALUES = 6;

type Encoding = 'utf8' | 'utf16' | 'latin1+utf16';

/** Random types without handles. */
function typesOf(seed: number): ValueType[] {
  const random = new Random(seed);
  const types: ValueType[] = [];
  while (types.length < TYPES) {
    const type = randomType(random, 4);
    if (!hasHandle(type)) types.push(type);
  }
  return types;
}

function hasHandle(type: ValueType): boolean {
  return JSON.stringify(type).includes('"resource"');
}

const functionType = (type: ValueType): FunctionType => ({ params: [{ name: 'x', type }], result: type });

/** A core module that gives each value to an import and gives back what that gives. @param module what it imports from */
function passing(types: readonly ValueType[], module: string, more: string): string {
  const list = (kind: string, core: readonly string[]): string =>
    core.length > 0 ? `(${kind} ${core.join(' ')})` : '';
  const imports = types.map((type, at) => {
    const { params, results } = importSignature(functionType(type));
    return `(import "${module}" "f${at}" (func $f${at} ${list('param', params)} ${list('result', results)}))`;
  });
  const exports = types.map((type, at) => {
    const { params, results } = exportSignature(functionType(type));
    const { size, alignment } = layoutOf(type);
    const gets = params.map((_, index) => `(local.get ${index})`).join(' ');
    const head = `(func (export "g${at}") ${list('param', params)} ${list('result', results)}`;
    if (!hasResultInMemory(functionType(type))) return `${head} (call $f${at} ${gets}))`;
    return `${head} (local $to i32)
      (local.set $to (call $realloc (i32.const 0) (i32.const 0) (i32.const ${alignment}) (i32.const ${size})))
      (call $f${at} ${gets} (local.get $to)) (local.get $to))`;
  });
  return `(module ${imports.join('\n')} ${more} ${exports.join('\n')})`;
}

const MEMORY = `(memory (export "memory") 256 256) ${reallocText('$realloc (export "cabi_realloc")', 1024)}`;

/** The WIT of types: records, variants, enums and flags have names there. */
class WitTypes {
  readonly declarations: string[] = [];

  of(type: ValueType): string {
    const own = underlying(type);
    if (typeof own === 'string') return own;
    switch (own.kind) {
      case 'list':
        return `list<${this.of(own.element)}>`;
      case 'option':
        return `option<${this.of(own.some)}>`;
      case 'result': {
        const [ok, error] = [own.ok, own.error].map((part) => (part === null ? undefined : this.of(part)));
        if (error === undefined) return ok === undefined ? 'result' : `result<${ok}>`;
        return `result<${ok ?? '_'}, ${error}>`;
      }
      case 'tuple':
        return `tuple<${own.items.map((item) => this.of(item)).join(', ')}>`;
      case 'record':
        return this.#named(
          'record',
          own.fields.map(({ name, type: of }) => `%${name}: ${this.of(of)}`),
        );
      case 'variant':
        return this.#named(
          'variant',
          own.cases.map(({ name, type: of }) => (of === null ? `%${name}` : `%${name}(${this.of(of)})`)),
        );
      case 'enum':
        return this.#named(
          'enum',
          own.cases.map(({ name }) => `%${name}`),
        );
      case 'flags':
        return this.#named(
          'flags',
          own.flags.map(({ name }) => `%${name}`),
        );
      default:
        throw new TypeError('a handle');
    }
  }

  #named(kind: string, parts: readonly string[]): string {
    const name = `t${this.declarations.length}`;
    this.declarations.push(`${kind} ${name} { ${parts.join(', ')} }`);
    return name;
  }
}

/** A component that imports `f0`, `f1` … and exports `g0`, `g1` …, as other tools make it. */
async function made(types: readonly ValueType[], encoding: Encoding): Promise<Uint8Array> {
  const wit = new WitTypes();
  const names = types.map((type) => wit.of(type));
  const uses =
    wit.declarations.length > 0 ? `use types.{${wit.declarations.map((_, at) => `t${at}`).join(', ')}};` : '';
  const functions = (letter: string, before = ''): string =>
    names.map((name, at) => `${before} ${letter}${at}: func(x: ${name}) -> ${name};`).join('\n');
  const witSource = `package test:values;
    interface types { ${wit.declarations.join('\n')} }
    interface given { ${uses} ${functions('f')} }
    world all { import given; ${uses} ${functions('g', 'export')} }`;
  const binary = await parse(passing(types, 'test:values/given', MEMORY));
  const embedded = await componentEmbed({
    binary,
    witSource,
    world: 'all',
    stringEncoding: encoding === 'latin1+utf16' ? 'compact-utf16' : encoding,
  });
  return new Uint8Array(await componentNew(embedded, []));
}

/** A type in the text format. */
function textOf(type: ValueType): string {
  const own = underlying(type);
  if (typeof own === 'string') return own;
  const perhaps = (part: ValueType | null): string => (part === null ? '' : textOf(part));
  switch (own.kind) {
    case 'list':
      return `(list ${textOf(own.element)})`;
    case 'option':
      return `(option ${textOf(own.some)})`;
    case 'result':
      return `(result ${perhaps(own.ok)} ${own.error === null ? '' : `(error ${textOf(own.error)})`})`;
    case 'tuple':
      return `(tuple ${own.items.map(textOf).join(' ')})`;
    case 'record':
      return `(record ${own.fields.map(({ name, type: of }) => `(field "${name}" ${textOf(of)})`).join(' ')})`;
    case 'variant':
      return `(variant ${own.cases.map(({ name, type: of }) => `(case "${name}" ${perhaps(of)})`).join(' ')})`;
    case 'enum':
      return `(enum ${own.cases.map(({ name }) => `"${name}"`).join(' ')})`;
    case 'flags':
      return `(flags ${own.flags.map(({ name }) => `"${name}"`).join(' ')})`;
    default:
      throw new TypeError('a handle');
  }
}

/** Two components, of which one passes each value on to the other, which passes it on to the program. */
function composed(types: readonly ValueType[], encodings: readonly [Encoding, Encoding]): Promise<Uint8Array> {
  const all = (text: (at: number) => string): string => types.map((_, at) => text(at)).join('\n');
  const one = (name: string, encoding: Encoding): string => {
    const options = `string-encoding=${encoding} (memory $memory) (realloc (core func $realloc))`;
    return `(component ${name}
      ${all((at) => `(alias outer 1 $t${at} (type $t${at}))`)}
      ${all((at) => `(import "f${at}" (func $f${at} (param "x" $t${at}) (result $t${at})))`)}
      (core ${`(module $Mem ${MEMORY})`.slice(1)}
      (core instance $mem (instantiate $Mem))
      (alias core export $mem "memory" (core memory $memory))
      (alias core export $mem "cabi_realloc" (core func $realloc))
      ${all((at) => `(core func $f${at} (canon lower (func $f${at}) ${options}))`)}
      (core ${`(module $M ${passing(types, 'f', '').slice('(module'.length)}`.slice(1).replace('module $M', 'module $M (import "r" "cabi_realloc" (func $realloc (param i32 i32 i32 i32) (result i32)))')}
      (core instance $m (instantiate $M (with "r" (instance $mem)) (with "f" (instance ${all((at) => `(export "f${at}" (func $f${at}))`)}))))
      ${all((at) => `(func (export "g${at}") (param "x" $t${at}) (result $t${at}) (canon lift (core func $m "g${at}") ${options}))`)})`;
  };
  const given = (name: string): string => all((at) => `(with "f${at}" (func ${name.replace('*', String(at))}))`);
  return component(`
    ${all((at) => `(type $t${at} ${textOf(types[at]!)})`)}
    ${all((at) => `(import "f${at}" (func $f${at} (param "x" $t${at}) (result $t${at})))`)}
    ${one('$First', encodings[0])}
    ${one('$Second', encodings[1])}
    (instance $second (instantiate $Second ${given('$f*')}))
    (instance $first (instantiate $First ${given('$second "g*"')}))
    ${all((at) => `(export "g${at}" (func $first "g${at}"))`)}`);
}

type Functions = Record<string, (value: unknown) => unknown>;

const isResult = (type: ValueType): boolean => {
  const own = underlying(type);
  return typeof own === 'object' && own.kind === 'result';
};

/** What the program gives: each value as it came. */
function echoes(types: readonly ValueType[], seen: unknown[]): Functions {
  const echo = (type: ValueType) => (value: unknown) => {
    seen.push(value);
    if (!isResult(type)) return value;
    const { tag, val } = value as { readonly tag: string; readonly val: unknown };
    if (tag === 'ok') return val;
    throw Object.assign(new Error('the error case'), { payload: val });
  };
  return Object.fromEntries(types.map((type, at) => [`f${at}`, echo(type)]));
}

/** Calls a function with a value. @returns it as a value of the type */
function called(exports: Functions, at: number, type: ValueType, value: unknown): unknown {
  const call = exports[`g${at}`]!;
  if (!isResult(type)) return call(value);
  try {
    return { tag: 'ok', val: call(value) };
  } catch (error) {
    // jco throws some values as they are.
    if (!(error instanceof Error)) return { tag: 'err', val: error };
    if (!('payload' in error)) throw error;
    return { tag: 'err', val: error.payload };
  }
}

/** @param isSkipped values that are not tried */
function expectAll(
  exports: Functions,
  types: readonly ValueType[],
  seed: number,
  seen: unknown[],
  isSkipped: (value: unknown) => boolean = () => false,
): void {
  const random = new Random(seed);
  for (const [at, type] of types.entries()) {
    for (let count = 0; count < VALUES; count++) {
      const value = randomValue(random, type);
      if (isSkipped(value)) continue;
      const outcome = called(exports, at, type, value);
      expect(outcome, `${seed} ${at}`).toEqual(value);
      expect(seen.pop(), `${seed} ${at}`).toEqual(value);
    }
  }
}

/** jco takes a byte order mark for no part of a text. */
const isTooMuchForJco = (value: unknown): boolean => inspect(value, { depth: Infinity }).includes('\ufeff');

const seeds = Array.from({ length: COMPONENTS }, (_, seed) => seed);

describe.each(['utf8', 'utf16'] as const)('strings in %s', (encoding) => {
  test.each(seeds.filter((seed) => (seed % 2 === 0) === (encoding === 'utf8')))(
    'values of random types pass through a component, by this linker and by jco (%i)',
    async (seed) => {
      const types = typesOf(seed);
      const wasm = await made(types, encoding);
      const seen: unknown[] = [];
      const imports = { 'test:values/given': echoes(types, seen) };
      const { exports, close } = await createComponent<Functions>(wasm, { imports });
      onTestFinished(() => void close());
      expectAll(exports, types, seed, seen);
      const translated = await instantiateComponent(wasm, { ...imports, 'test:values/types': {} });
      expectAll(translated as Functions, types, seed, seen, isTooMuchForJco);
    },
  );
});

const PAIRS: readonly (readonly [Encoding, Encoding])[] = [
  ['utf8', 'utf16'],
  ['utf16', 'latin1+utf16'],
  ['latin1+utf16', 'utf8'],
];

test.each(seeds)('values of random types pass through two components (%i)', async (seed) => {
  const types = typesOf(1000 + seed);
  const wasm = await composed(types, PAIRS[seed % PAIRS.length]!);
  const seen: unknown[] = [];
  const { exports, close } = await createComponent<Functions>(wasm, { imports: echoes(types, seen) });
  onTestFinished(() => void close());
  expectAll(exports, types, seed, seen);
});
