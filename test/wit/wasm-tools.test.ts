// What wit/model/ says of core modules, against wasm-tools.
import { componentEmbed, componentNew, parse, print } from '@bytecodealliance/jco-transpile/wasm-tools';
import { describe, expect, test } from 'vitest';
import { coreImports, signatureOf } from '#host/wasm/core-imports';
import { readWit, worldExports, worldImports } from '../../wit/model/index.mjs';
import { witTexts } from '../../wit/sources.mjs';

type World = Parameters<typeof worldImports>[0];

/** Types and functions of every kind, in orders that are easily got wrong. */
const EVERYTHING = `
package test:everything@1.2.3;
interface shapes {
  before: func();
  record mixed { a: u8, b: u64, c: f32, d: char }
  variant joins { a(f32), b(s32), c(tuple<f64, u8>), d(string), e }
  flags many { ${Array.from({ length: 17 }, (_, at) => `f${at}`).join(', ')} }
  resource handle { constructor(x: mixed); poke: func(a: joins, b: many) -> result<string, mixed>; make: static func() -> handle; }
  type alias = option<tuple<list<mixed>, borrow-free>>;
  enum borrow-free { x }
  after: func(a: alias, b: borrow<handle>) -> option<joins>;
  resource second;
}
interface exported {
  use shapes.{handle, mixed, joins};
  resource own-one { constructor(); give: func(x: borrow<handle>) -> tuple<own-one, u64>; }
  many: func(a: mixed, b: mixed, c: mixed, d: mixed, e: joins) -> mixed;
  numbers: func(a: s64, b: f32, c: f64, d: bool) -> f64;
  unit: func() -> result;
  nested: func() -> option<option<result<u8, u64>>>;
}
world everything {
  import shapes;
  export exported;
  import plain: func(x: result<list<u8>, f64>) -> list<string>;
  export run: func(x: joins) -> string;
  use shapes.{joins};
}`;

/** One text, as wasm-tools takes it: packages nested in one whose world is another's. */
function inOneText(texts: readonly string[], world: string): string {
  const bodies = new Map<string, string[]>();
  for (const piece of texts.flatMap((text) => text.split(/^(?=package )/m))) {
    const [head, id = '', mark] = /^package ([^;{ ]+) ?([;{])/.exec(piece) ?? [];
    if (head === undefined) continue;
    const rest = piece.slice(head.length);
    bodies.set(id, [...(bodies.get(id) ?? []), mark === ';' ? rest : rest.slice(0, rest.lastIndexOf('}'))]);
  }
  const packages = Array.from(bodies, ([id, own]) => `package ${id} {\n${own.join('\n')}\n}`);
  return `package test:all;\nworld all { include ${world}; }\n${packages.join('\n')}`;
}

const TEXTS = witTexts().map(({ text }) => text);
const model = readWit([...witTexts(), { path: 'everything.wit', text: EVERYTHING }]);

const WORLDS = Array.from(model.packages.values(), ({ worlds }) => Array.from(worlds.values()))
  .flat()
  .map((world) => ({ id: world.id, world, source: inOneText([...TEXTS, EVERYTHING], world.id) }));

/** The names that newer modules have for what they import and export: BuildTargets.md. */
function standardModule(module: string): string {
  if (module === '$root') return 'cm32p2';
  const own = module.replace('[export]', '_ex_').replace(/@(0\.\d+|[1-9]\d*)\..*$/, '@$1');
  return `cm32p2|${own}`;
}
const standardName = (name: string) => name.replace(/^\[resource-(\w+)\](.*)/, '$2_$1');

/** The same of an export, and what frees its result. */
function standardExport(name: string): string {
  const [, post, inside, func = ''] = /^(cabi_post_)?(?:(.*)#)?(.*)$/.exec(name) ?? [];
  const module = inside === undefined ? 'cm32p2|' : standardModule(inside);
  return `${module}|${func.replace(/^\[dtor\](.*)/, '$1_dtor')}${post === undefined ? '' : '_post'}`;
}

/** A module with the names of wit/model/ and its types, which does nothing. */
function moduleText(world: World): string {
  const type = (params: readonly string[], results: readonly string[]) =>
    `${params.length > 0 ? `(param ${params.join(' ')})` : ''} ${results.length > 0 ? `(result ${results.join(' ')})` : ''}`;
  const imports = worldImports(world).map(
    ({ module, name, signature: { params, results } }) =>
      `(import "${module}" "${name}" (func ${type(params, results)}))`,
  );
  const exports = worldExports(world).map(
    ({ name, signature: { params, results } }) => `(func (export "${name}") ${type(params, results)} unreachable)`,
  );
  return `(module ${imports.join('\n')} (memory (export "memory") 1)
    (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) unreachable) ${exports.join('\n')})`;
}

describe.each(WORLDS)('the world $id', ({ world, source }) => {
  test('has the imports that wasm-tools gives a module, in its order', async () => {
    const dummy = await componentEmbed({ witSource: source, world: 'all', dummy: true });
    const given = coreImports(dummy).map(({ module, name, signature }) => `${module} ${name} ${signature}`);
    const own = worldImports(world).map(
      ({ module, name, signature: { params, results } }) =>
        `${standardModule(module)} ${standardName(name)} ${signatureOf(params, results)}`,
    );
    expect(own).toEqual(given);
  });

  test('has the exports that wasm-tools gives a module', async () => {
    const dummy = await componentEmbed({ witSource: source, world: 'all', dummy: true });
    const names = WebAssembly.Module.exports(new WebAssembly.Module(new Uint8Array(dummy))).map(({ name }) => name);
    const own = worldExports(world).map(({ name }) => standardExport(name));
    // The dummy frees every result.
    const given = names.filter((name) => !/^cm32p2_(memory|realloc|initialize)$|_post$/.test(name));
    expect(own.filter((name) => !name.endsWith('_post')).sort()).toEqual(given.sort());
    expect(names).toEqual(expect.arrayContaining(own));
  });

  test('is what a module with these names and types becomes a component of', async () => {
    const binary = await parse(moduleText(world));
    const core = await componentEmbed({ binary, witSource: source, world: 'all', stringEncoding: 'utf8' });
    expect(await print(await componentNew(core, []))).toContain('(component');
  });
});

test('wasm-tools takes no other types', async () => {
  const { world, source } = WORLDS.find(({ id }) => id.startsWith('test:'))!;
  const binary = await parse(moduleText(world).replace('(param i64 f32 f64 i32)', '(param i64 f64 f64 i32)'));
  const core = await componentEmbed({ binary, witSource: source, world: 'all', stringEncoding: 'utf8' });
  await expect(componentNew(core, [])).rejects.toMatchObject({ message: expect.stringContaining('type mismatch') });
});
