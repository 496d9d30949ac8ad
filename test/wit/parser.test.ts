import { describe, expect, test } from 'vitest';
import { readWit, WitError } from '../../wit/model/index.mjs';

const read = (text: string, features: string[] = []) => readWit([{ path: 'a.wit', text }], { features });
const items = (text: string, features: string[] = []) =>
  read(`package a:b;\ninterface c {\n${text}\n}`, features).interface('a:b/c');

describe('an interface', () => {
  test('has its types in the order of the text, names resolved', () => {
    const { definitions, names } = items(`
      type later = option<pair>;
      record pair { left: u8, right: list<later-not>, }
      enum later-not { yes, no }
      variant choice { none, some(tuple<u8, s64>), }
      flags bits { a, b }
    `);
    expect(definitions.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'alias later',
      'record pair',
      'enum later-not',
      'variant choice',
      'flags bits',
    ]);
    expect(names.get('later')).toMatchObject({ type: { kind: 'option', some: names.get('pair') } });
    expect(names.get('pair')).toMatchObject({
      fields: [
        { name: 'left', type: 'u8' },
        { name: 'right', type: { kind: 'list', element: names.get('later-not') } },
      ],
    });
    expect(names.get('choice')).toMatchObject({
      cases: [
        { name: 'none', type: null },
        { name: 'some', type: { kind: 'tuple', items: ['u8', 's64'] } },
      ],
    });
  });

  test('has functions, and those of its resources, with the names of the component model', () => {
    const { functions, names } = items(`
      before: func();
      resource thing {
        constructor(name: string);
        poke: func(other: borrow<thing>) -> result<_, u8>;
        make: static func() -> tuple<thing, own<thing>>;
      }
      after: func(%list: list<thing>, ) -> result;
    `);
    const thing = names.get('thing');
    const own = { kind: 'own', resource: thing };
    const borrow = { kind: 'borrow', resource: thing };
    expect(functions.map(({ fullName }) => fullName)).toEqual([
      'before',
      '[constructor]thing',
      '[method]thing.poke',
      '[static]thing.make',
      'after',
    ]);
    expect(functions).toMatchObject([
      { kind: 'free', resource: null, params: [], result: null },
      { kind: 'constructor', params: [{ name: 'name', type: 'string' }], result: own },
      { kind: 'method', params: [{ name: 'self', type: borrow }, { type: borrow }], result: { ok: null, error: 'u8' } },
      { kind: 'static', resource: thing, params: [], result: { kind: 'tuple', items: [own, own] } },
      { params: [{ name: 'list', type: { element: own } }], result: { kind: 'result', ok: null, error: null } },
    ]);
    expect(thing).toMatchObject({ kind: 'resource', functions: functions.slice(1, 4) });
  });

  test('has documentation, of lines and of blocks, and none of comments', () => {
    const { definitions } = items(`
      /// One.
      ///
      ///   Two.
      // not this
      enum a {
        /// A case.
        x, // nor this
        y,
      }
      /* nor /* nested */ this */
      /**
       * A block.
       */
      type b = u8;
    `);
    expect(definitions).toMatchObject([
      { docs: ['One.', '', '  Two.'], cases: [{ docs: ['A case.'] }, { docs: [] }] },
      { docs: ['A block.'] },
    ]);
  });

  test('has gates, and what is unstable only where its feature is asked for', () => {
    const text = `
      @since(version = 0.2.1-rc.1)
      @deprecated(version = 0.3.0)
      a: func();
      @unstable(feature = new-things)
      resource r { poke: func(); }
      @unstable(feature = new-things)
      b: func(x: r);
    `;
    expect(items(text).functions).toMatchObject([
      { name: 'a', gate: { since: '0.2.1-rc.1', deprecated: '0.3.0', unstable: null } },
    ]);
    const names = (features: string[]) => items(text, features).functions.map(({ fullName }) => fullName);
    expect(names(['new-things'])).toEqual(['a', '[method]r.poke', 'b']);
  });
});

describe('packages', () => {
  const io =
    'package x:io@1.2.3; interface p { resource r; type t = u8; } interface q { use p.{r as s, t}; f: func(x: borrow<s>) -> t; }';

  test('use each other’s types, also without a version where there is one only', () => {
    const model = readWit([
      { path: 'io.wit', text: io },
      { path: 'own.wit', text: 'package a:b; use x:io/p as io-p; interface c { use io-p.{t}; use x:io/p@1.2.3.{r}; }' },
    ]);
    const { names } = model.interface('x:io/p@1.2.3');
    expect(model.interface('a:b/c').names).toEqual(names);
    expect(model.interface('x:io/q@1.2.3').functions).toMatchObject([
      { params: [{ type: { kind: 'borrow', resource: names.get('r') } }], result: names.get('t') },
    ]);
    expect([...model.packages.keys()]).toEqual(['x:io@1.2.3', 'a:b']);
  });

  test('are nested in one text, and put together from several', () => {
    const model = readWit([
      { path: '1.wit', text: 'package a:b; interface one { type t = u8; } package x:y@0.1.0 { interface z {} }' },
      { path: '2.wit', text: '/// Docs.\npackage a:b; interface two { use one.{t}; }' },
    ]);
    expect([...(model.packages.get('a:b')?.interfaces.keys() ?? [])]).toEqual(['one', 'two']);
    expect(model.packages.get('a:b')?.docs).toEqual(['Docs.']);
    expect(model.interface('x:y/z@0.1.0').definitions).toEqual([]);
  });
});

describe('a world', () => {
  const model = read(`package a:b;
    interface base { type t = u8; f: func(); }
    interface user { use base.{t}; g: func(x: t); }
    interface other { use user.{t}; }
    world inner { import user; export run: func() -> result; }
    world outer {
      use base.{t};
      include inner with { run as start }
      import base;
      import log: func(x: t);
      import extra: interface { h: func(); }
      export other;
    }`);
  const keys = (id: string, side: 'imports' | 'exports') => [...model.world(id)[side].keys()];

  test('imports what its interfaces use, before them', () => {
    expect(keys('a:b/inner', 'imports')).toEqual(['a:b/base', 'a:b/user']);
  });

  test('has what it includes, under other names too', () => {
    expect(keys('a:b/outer', 'imports')).toEqual(['a:b/base', 'log', 'extra', 'a:b/user']);
    expect(keys('a:b/outer', 'exports')).toEqual(['a:b/other', 'start']);
  });
});

test.each([
  ['package a:b;\ninterface c {\n  type t = nothing;\n}', "a.wit:3:12: there is no type 'nothing'"],
  ['interface c {}', "a.wit:1:1: expected 'package' before anything else"],
  ['package a:b;\ninterface c { x: func() }', "a.wit:2:25: expected ';', found '}'"],
  [
    'package a:b; interface c { stream: func(); }',
    "a.wit:1:28: 'stream' is a keyword; as a name it is written '%stream'",
  ],
  ['package a:b; interface c { type Tt = u8; }', "a.wit:1:33: 'Tt' is no name in kebab-case"],
  ['package a:b; interface c { type t = $; }', "a.wit:1:37: unexpected character '$'"],
  ['package a:b; interface c { /* x', 'a.wit:1:28: the comment has no end'],
  ['package a:b; interface c {', 'a.wit:1:27: expected a name, found the end of the text'],
  ['package a:b; interface c { record r { a: u8, a: u8 } }', "a.wit:1:46: there are two named 'a'"],
  ['package a:b; interface c { type t = u8; type t = u8; }', "a.wit:1:41: there are two of the name 't'"],
  ['package a:b; interface c { type t = u8; t: func(); }', "a.wit:1:41: there are two of the name 't'"],
  ['package a:b; interface c { f: func(a: u8, a: u8); }', "a.wit:1:43: there are two parameters named 'a'"],
  ['package a:b; interface c {} interface c {}', "a.wit:1:29: the package has two of the name 'c'"],
  ['package a:b; interface c { record r { a: option<r> } }', "a.wit:1:28: 'r' is inside itself"],
  ['package a:b; interface c { use d.{x}; } interface d { use c.{x}; }', "a.wit:1:59: 'c' uses itself"],
  ['package a:b; interface c { use d.{x}; }', "a.wit:1:32: there is no interface 'd'"],
  ['package a:b; interface c { use d.{x}; } interface d {}', "a.wit:1:35: 'a:b/d' has no type 'x'"],
  ['package a:b; interface c { type t = u8; f: func(x: borrow<t>); }', "a.wit:1:59: 't' is no resource"],
  ['package a:b; interface c { enum e {} }', "a.wit:1:28: 'e' has nothing in it"],
  ['package a:b; interface c { @later(version = 1.0.0) f: func(); }', "a.wit:1:29: there is no '@later'"],
  ['package a:b; world w { include v; }', "a.wit:1:32: there is no world 'v'"],
])('%s: what is wrong, and where', (text, message) => {
  expect(() => read(text)).toThrow(WitError);
  expect(() => read(text)).toThrow(message);
});
