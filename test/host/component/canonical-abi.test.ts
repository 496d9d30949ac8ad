// The rules of the canonical ABI between two components: each broken rule is a trap.
import { describe, expect, test } from 'vitest';
import { GuestTrap } from 'wasock';
import { instantiated, MEMORY } from '../../support/components.ts';

/** A component that has a resource, for one that uses it. A thing's representation is 100 more than what it was made of. */
const MAKER = `
  (component $Maker
    (core module $D
      (global $ended (export "ended") (mut i32) (i32.const 0))
      (func (export "end") (param i32) (global.set $ended (local.get 0))))
    (core instance $d (instantiate $D))
    (type $thing' (resource (rep i32) (dtor (core func $d "end"))))
    (core func $new (canon resource.new $thing'))
    (core func $rep (canon resource.rep $thing'))
    (core func $drop (canon resource.drop $thing'))
    (core module $M
      (import "" "new" (func $new (param i32) (result i32)))
      (import "" "rep" (func $rep (param i32) (result i32)))
      (import "" "drop" (func $drop (param i32)))
      (import "" "ended" (global $ended (mut i32)))
      (func (export "make") (param i32) (result i32) (call $new (i32.add (local.get 0) (i32.const 100))))
      (func (export "look") (param i32) (result i32) (local.get 0))
      (func (export "two") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))
      (func (export "eat") (param i32) (result i32) (local i32)
        (local.set 1 (call $rep (local.get 0))) (call $drop (local.get 0)) (local.get 1))
      (func (export "eat-two") (param i32 i32) (result i32) (call $rep (local.get 0)))
      (func (export "ended") (result i32) (global.get $ended)))
    (core instance $m (instantiate $M (with "" (instance
      (export "new" (func $new)) (export "rep" (func $rep)) (export "drop" (func $drop))
      (export "ended" (global $d "ended"))))))
    (export $thing "thing" (type $thing'))
    (func (export "make") (param "x" u32) (result (own $thing)) (canon lift (core func $m "make")))
    (func (export "look") (param "thing" (borrow $thing)) (result u32) (canon lift (core func $m "look")))
    (func (export "two") (param "a" (borrow $thing)) (param "b" (borrow $thing)) (result u32)
      (canon lift (core func $m "two")))
    (func (export "eat") (param "thing" (own $thing)) (result u32) (canon lift (core func $m "eat")))
    (func (export "eat-two") (param "a" (own $thing)) (param "b" (own $thing)) (result u32)
      (canon lift (core func $m "eat-two")))
    (func (export "mix") (param "a" (own $thing)) (param "b" (borrow $thing)) (result u32)
      (canon lift (core func $m "eat-two")))
    (func (export "ended") (result u32) (canon lift (core func $m "ended"))))
  (instance $maker (instantiate $Maker))`;

const NAMES = ['make', 'look', 'two', 'eat', 'eat-two', 'mix', 'ended'];

/** What the user's code can call. */
const IMPORTS = `
  (import "" "make" (func $make (param i32) (result i32)))
  (import "" "look" (func $look (param i32) (result i32)))
  (import "" "two" (func $two (param i32 i32) (result i32)))
  (import "" "eat" (func $eat (param i32) (result i32)))
  (import "" "eat-two" (func $eat-two (param i32 i32) (result i32)))
  (import "" "mix" (func $mix (param i32 i32) (result i32)))
  (import "" "ended" (func $ended (result i32)))
  (import "" "drop" (func $drop (param i32)))`;

/** Runs code of a component that uses another's things. @param body gives a number */
async function using(body: string, maker = MAKER): Promise<number> {
  const { exports } = await instantiated<{ run(): number }>(`
    ${maker}
    (alias export $maker "thing" (type $thing))
    ${NAMES.map((name) => `(core func $${name} (canon lower (func $maker "${name}")))`).join(' ')}
    (core func $drop (canon resource.drop $thing))
    (core module $M ${IMPORTS} (func (export "run") (result i32) (local $a i32) (local $b i32) ${body}))
    (core instance $m (instantiate $M (with "" (instance
      (export "drop" (func $drop)) ${NAMES.map((name) => `(export "${name}" (func $${name}))`).join(' ')}))))
    (func (export "run") (result u32) (canon lift (core func $m "run")))`);
  return exports.run();
}

/** Passes every resource on. */
const BETWEEN = `
  ${MAKER}
  (component $Between
    (import "maker" (instance $maker
      (export "thing" (type $t (sub resource)))
      (export "make" (func (param "x" u32) (result (own $t))))
      (export "look" (func (param "thing" (borrow $t)) (result u32)))
      (export "two" (func (param "a" (borrow $t)) (param "b" (borrow $t)) (result u32)))
      (export "eat" (func (param "thing" (own $t)) (result u32)))
      (export "eat-two" (func (param "a" (own $t)) (param "b" (own $t)) (result u32)))
      (export "mix" (func (param "a" (own $t)) (param "b" (borrow $t)) (result u32)))
      (export "ended" (func (result u32)))))
    (alias export $maker "thing" (type $thing))
    ${NAMES.map((name) => `(core func $${name} (canon lower (func $maker "${name}")))`).join(' ')}
    (core func $drop (canon resource.drop $thing))
    (core module $M ${IMPORTS}
      (func (export "make-on") (param i32) (result i32) (call $make (local.get 0)))
      (func (export "look-on") (param i32) (result i32) (local i32)
        (local.set 1 (call $look (local.get 0))) (call $drop (local.get 0)) (local.get 1))
      (func (export "two-on") (param i32 i32) (result i32) (local i32)
        (local.set 2 (call $two (local.get 0) (local.get 1)))
        (call $drop (local.get 0)) (call $drop (local.get 1)) (local.get 2))
      (func (export "eat-on") (param i32) (result i32) (call $eat (local.get 0)))
      (func (export "eat-two-on") (param i32 i32) (result i32) (call $eat-two (local.get 0) (local.get 1)))
      (func (export "mix-on") (param i32 i32) (result i32) (local i32)
        (local.set 2 (call $mix (local.get 0) (local.get 1)))
        (call $drop (local.get 1)) (local.get 2))
      (func (export "ended-on") (result i32) (call $ended)))
    (core instance $m (instantiate $M (with "" (instance
      (export "drop" (func $drop)) ${NAMES.map((name) => `(export "${name}" (func $${name}))`).join(' ')}))))
    (export $x "thing" (type $thing))
    (func (export "make") (param "x" u32) (result (own $x)) (canon lift (core func $m "make-on")))
    (func (export "look") (param "thing" (borrow $x)) (result u32) (canon lift (core func $m "look-on")))
    (func (export "two") (param "a" (borrow $x)) (param "b" (borrow $x)) (result u32) (canon lift (core func $m "two-on")))
    (func (export "eat") (param "thing" (own $x)) (result u32) (canon lift (core func $m "eat-on")))
    (func (export "eat-two") (param "a" (own $x)) (param "b" (own $x)) (result u32) (canon lift (core func $m "eat-two-on")))
    (func (export "mix") (param "a" (own $x)) (param "b" (borrow $x)) (result u32) (canon lift (core func $m "mix-on")))
    (func (export "ended") (result u32) (canon lift (core func $m "ended-on"))))
  (instance $between (instantiate $Between (with "maker" (instance $maker))))`;

const A = '(local.set $a (call $make (i32.const 1)))';
const B = '(local.set $b (call $make (i32.const 2)))';

describe.each([
  ['between two components', MAKER],
  [
    'through a third one',
    BETWEEN.replace('(instance $maker (instantiate $Maker))', '(instance $first (instantiate $Maker))')
      .replace('(with "maker" (instance $maker))', '(with "maker" (instance $first))')
      .replace('(instance $between', '(instance $maker'),
  ],
])('own and borrow, %s', (_, maker) => {
  test.each([
    ['a thing is lent', `${A} (call $look (local.get $a))`, 101],
    ['a thing is lent twice in a call', `${A} (call $two (local.get $a) (local.get $a))`, 202],
    ['a thing is given away', `${A} (call $eat (local.get $a))`, 101],
    ['two are given away', `${A} ${B} (call $eat-two (local.get $a) (local.get $b))`, 101],
    ['its owner’s destructor runs when it is dropped', `${A} (call $drop (local.get $a)) (call $ended)`, 101],
    ['its owner’s destructor runs when it is given back', `${A} (drop (call $eat (local.get $a))) (call $ended)`, 101],
    [
      'the number of a handle is used again',
      `${A} (call $drop (local.get $a)) ${B} (i32.sub (local.get $a) (local.get $b))`,
      0,
    ],
  ])('%s', async (_fact, body, result) => {
    expect(await using(body, maker)).toBe(result);
  });

  test.each([
    ['use after drop', `${A} (call $drop (local.get $a)) (call $look (local.get $a))`, /is no handle/],
    ['dropping twice', `${A} (call $drop (local.get $a)) (call $drop (local.get $a)) (i32.const 0)`, /is no handle/],
    [
      'use of what was given away',
      `${A} (drop (call $eat (local.get $a))) (call $look (local.get $a))`,
      /is no handle/,
    ],
    ['giving one away twice in a call', `${A} (call $eat-two (local.get $a) (local.get $a))`, /is no handle/],
    ['giving one away and lending it', `${A} (call $mix (local.get $a) (local.get $a))`, /is no handle/],
    ['a number that is none', '(call $look (i32.const 5))', /5 is no handle/],
    ['the number 0', '(call $look (i32.const 0))', /0 is no handle/],
    ['a negative number', '(call $look (i32.const -1))', /is no handle/],
    ['a number as large as any', '(call $eat (i32.const 0x7fffffff))', /is no handle/],
  ])('%s is a trap', async (_fact, body, message) => {
    await expect(using(body, maker)).rejects.toThrow(GuestTrap);
    await expect(using(body, maker)).rejects.toThrow(message);
  });
});

/** A component that lends its own thing `times` times to one inside it, which does something with it. */
async function lent(body: string, more = ''): Promise<number> {
  const { exports } = await instantiated<{ run(): number }>(`
    ${MAKER}
    (component $Borrower
      (import "thing" (type $thing (sub resource)))
      (import "look" (func $look (param "thing" (borrow $thing)) (result u32)))
      (import "eat" (func $eat (param "thing" (own $thing)) (result u32)))
      (core func $drop (canon resource.drop $thing))
      (core func $look (canon lower (func $look)))
      (core func $eat (canon lower (func $eat)))
      (core module $M
        (import "" "drop" (func $drop (param i32)))
        (import "" "look" (func $look (param i32) (result i32)))
        (import "" "eat" (func $eat (param i32) (result i32)))
        (global $kept (mut i32) (i32.const 0))
        (func (export "borrow") (param $t i32) (result i32) (local $x i32) ${body}))
      (core instance $m (instantiate $M (with "" (instance
        (export "drop" (func $drop)) (export "look" (func $look)) (export "eat" (func $eat))))))
      (func (export "borrow") (param "thing" (borrow $thing)) (result u32) (canon lift (core func $m "borrow"))))
    (instance $borrower (instantiate $Borrower
      (with "thing" (type $maker "thing")) (with "look" (func $maker "look")) (with "eat" (func $maker "eat"))))
    (alias export $maker "thing" (type $thing))
    (core func $make (canon lower (func $maker "make")))
    (core func $borrow (canon lower (func $borrower "borrow")))
    (core func $drop (canon resource.drop $thing))
    (core module $M
      (import "" "make" (func $make (param i32) (result i32)))
      (import "" "borrow" (func $borrow (param i32) (result i32)))
      (import "" "drop" (func $drop (param i32)))
      (func (export "run") (result i32) (local $a i32) (local $r i32)
        (local.set $a (call $make (i32.const 1)))
        (local.set $r (call $borrow (local.get $a)))
        ${more}
        (call $drop (local.get $a))
        (local.get $r)))
    (core instance $m (instantiate $M (with "" (instance
      (export "make" (func $make)) (export "borrow" (func $borrow)) (export "drop" (func $drop))))))
    (func (export "run") (result u32) (canon lift (core func $m "run")))`);
  return exports.run();
}

describe('a borrowed handle', () => {
  test('is used, lent on, and dropped before the call is over', async () => {
    const body = '(local.set $x (call $look (local.get $t))) (call $drop (local.get $t)) (local.get $x)';
    expect(await lent(body)).toBe(101);
    expect(await lent(body, '(local.set $r (call $borrow (local.get $a)))')).toBe(101);
  });

  test.each([
    ['is not kept', '(local.get $t)', 'keeps a handle that was lent to it'],
    ['is not given away', '(call $eat (local.get $t))', 'is borrowed'],
    ['is not used after it was dropped', '(call $drop (local.get $t)) (call $look (local.get $t))', 'is no handle'],
  ])('%s', async (_, body, message) => {
    await expect(lent(body)).rejects.toThrow(message);
  });
});

test('a handle of one resource is not one of another', async () => {
  const { exports } = await instantiated<{ run(): number }>(`
    (type $a (resource (rep i32))) (type $b (resource (rep i32)))
    (core func $new (canon resource.new $a))
    (core func $rep (canon resource.rep $b))
    (core module $M
      (import "" "new" (func $new (param i32) (result i32)))
      (import "" "rep" (func $rep (param i32) (result i32)))
      (func (export "run") (result i32) (call $rep (call $new (i32.const 5)))))
    (core instance $m (instantiate $M (with "" (instance (export "new" (func $new)) (export "rep" (func $rep))))))
    (export "first" (type $a)) (export "second" (type $b))
    (func (export "run") (result u32) (canon lift (core func $m "run")))`);
  expect(() => exports.run()).toThrow('the handle 1 is of a first, not of a second');
});

test('a component has a limited number of handles', async () => {
  const { exports } = await instantiated<{ run(count: number): number }>(`
    (type $a (resource (rep i32)))
    (core func $new (canon resource.new $a))
    (core module $M
      (import "" "new" (func $new (param i32) (result i32)))
      (func (export "run") (param i32) (result i32) (local i32)
        (loop $again
          (local.set 1 (call $new (i32.const 5)))
          (local.set 0 (i32.sub (local.get 0) (i32.const 1)))
          (br_if $again (local.get 0)))
        (local.get 1)))
    (core instance $m (instantiate $M (with "" (instance (export "new" (func $new))))))
    (func (export "run") (param "count" u32) (result u32) (canon lift (core func $m "run")))`);
  expect(exports.run(100_000)).toBe(100_000);
  expect(() => exports.run(1_000_001)).toThrow('the component has too many handles, and drops none');
});

describe('calls out', () => {
  /** A component whose realloc, post-return and function are these. */
  const calling = (parts: { realloc?: string; post?: string; body?: string }): string => `
    (import "log" (func $log))
    (core func $log (canon lower (func $log)))
    (type $r (resource (rep i32)))
    (core func $new (canon resource.new $r))
    (core func $drop (canon resource.drop $r))
    (core module $M
      (import "" "log" (func $log))
      (import "" "new" (func $new (param i32) (result i32)))
      (import "" "drop" (func $drop (param i32)))
      (memory (export "memory") 1)
      (func (export "realloc") (param i32 i32 i32 i32) (result i32) ${parts.realloc ?? ''} (i32.const 64))
      (func (export "post") (param i32) ${parts.post ?? ''})
      (func (export "f") (param i32 i32) (result i32) ${parts.body ?? ''} (i32.const 16)))
    (core instance $m (instantiate $M (with "" (instance
      (export "log" (func $log)) (export "new" (func $new)) (export "drop" (func $drop))))))
    (func (export "f") (param "text" string) (result string)
      (canon lift (core func $m "f") (memory (core memory $m "memory")) (realloc (core func $m "realloc"))
        (post-return (core func $m "post"))))`;
  const called = async (parts: Parameters<typeof calling>[0], log: () => void = () => {}): Promise<string> =>
    (await instantiated<{ f(text: string): string }>(calling(parts), { imports: { log } })).exports.f('text');

  test('a function may call out', async () => {
    let count = 0;
    expect(await called({ body: '(call $log)' }, () => void count++)).toBe('');
    expect(count).toBe(1);
  });

  test.each([
    ['realloc', 'a function of the host', { realloc: '(call $log)' }],
    ['post-return', 'a function of the host', { post: '(call $log)' }],
    ['realloc', 'resource.new', { realloc: '(drop (call $new (i32.const 1)))' }],
    ['post-return', 'resource.new', { post: '(drop (call $new (i32.const 1)))' }],
    ['realloc', 'resource.drop', { realloc: '(call $drop (i32.const 1))' }],
    ['post-return', 'resource.drop', { post: '(call $drop (i32.const 1))' }],
  ])('%s may not call %s', async (_, _what, parts) => {
    await expect(called(parts)).rejects.toThrow('a component calls out while it is asked for memory, or to free some');
  });

  test('post-return is called once the result has been read, with what the function returned', async () => {
    const { exports } = await instantiated<{ f(): string; freed(): number }>(`
      (core module $M
        (memory (export "memory") 1)
        (data (i32.const 0) "\\08\\00\\00\\00\\02\\00\\00\\00hi")
        (global $freed (mut i32) (i32.const 7))
        (func (export "f") (result i32) (i32.const 0))
        (func (export "post") (param i32) (global.set $freed (local.get 0)) (i32.store8 (i32.const 8) (i32.const 0)))
        (func (export "freed") (result i32) (global.get $freed)))
      (core instance $m (instantiate $M))
      (func (export "f") (result string)
        (canon lift (core func $m "f") (memory (core memory $m "memory")) (post-return (core func $m "post"))))
      (func (export "freed") (result u32) (canon lift (core func $m "freed")))`);
    expect([exports.freed(), exports.f(), exports.freed()]).toEqual([7, 'hi', 0]);
  });

  test('a component is not entered a second time', async () => {
    const text = `
      (component $Inner
        (import "back" (func $back))
        (core func $back (canon lower (func $back)))
        (core module $M (import "" "back" (func $back)) (func (export "f") (call $back)))
        (core instance $m (instantiate $M (with "" (instance (export "back" (func $back))))))
        (func (export "f") (canon lift (core func $m "f"))))
      (core module $T (table (export "t") 1 funcref))
      (core instance $t (instantiate $T))
      (core module $M (import "" "t" (table 1 funcref)) (type $f (func))
        (func (export "back") (call_indirect (type $f) (i32.const 0))))
      (core instance $m (instantiate $M (with "" (instance (export "t" (table $t "t"))))))
      (func $back (canon lift (core func $m "back")))
      (instance $inner (instantiate $Inner (with "back" (func $back))))
      (core func $f (canon lower (func $inner "f")))
      (core module $F (import "" "t" (table 1 funcref)) (import "" "f" (func $f)) (elem (i32.const 0) $f))
      (core instance (instantiate $F (with "" (instance (export "t" (table $t "t")) (export "f" (func $f))))))
      (alias export $inner "f" (func $g))
      (export "f" (func $g))`;
    const { exports } = await instantiated<{ f(): void }>(text);
    expect(() => exports.f()).toThrow('a component instance is called while a call of it is under way');
  });
});

describe('strings between components', () => {
  /** Two components, each with its encoding, of which one calls the other with what it was called with. */
  const both = (outer: string, inner: string): string => `
    (component $Inner
      ${MEMORY}
      (core module $M (import "" "memory" (memory 1))
        (func (export "f") (param i32 i32) (result i32)
          (i32.store (i32.const 0) (local.get 0)) (i32.store (i32.const 4) (local.get 1)) (i32.const 0)))
      (core instance $m (instantiate $M (with "" (instance (export "memory" (memory $memory))))))
      (func (export "f") (param "text" string) (result string)
        (canon lift (core func $m "f") string-encoding=${inner} (memory $memory) (realloc (core func $realloc)))))
    (instance $inner (instantiate $Inner))
    ${MEMORY}
    (core func $f (canon lower (func $inner "f") string-encoding=${outer} (memory $memory) (realloc (core func $realloc))))
    (core module $M
      (import "" "f" (func $f (param i32 i32 i32)))
      (func (export "f") (param i32 i32) (result i32) (call $f (local.get 0) (local.get 1) (i32.const 0)) (i32.const 0)))
    (core instance $m (instantiate $M (with "" (instance (export "f" (func $f))))))
    (func (export "f") (param "text" string) (result string)
      (canon lift (core func $m "f") string-encoding=${outer} (memory $memory) (realloc (core func $realloc))))`;
  const ENCODINGS = ['utf8', 'utf16', 'latin1+utf16'];
  const TEXTS = [
    '',
    'a',
    'ASCII',
    'naïve café',
    '日本語',
    '🦀 crab',
    '\0\u{10ffff}',
    'ÿ'.repeat(1000),
    'Ā'.repeat(1000),
  ];

  test.each(ENCODINGS.flatMap((outer) => ENCODINGS.map((inner) => [outer, inner])))(
    '%s and %s',
    async (outer, inner) => {
      const { exports } = await instantiated<{ f(text: string): string }>(both(outer!, inner!));
      expect(TEXTS.map((text) => exports.f(text))).toEqual(TEXTS);
    },
  );
});

test('functions of one component have memories and reallocs of their own', async () => {
  const { exports } = await instantiated<Record<'one' | 'two', (text: string) => string>>(`
    (core module $M
      (memory (export "memory") 1 1)
      (global $calls (mut i32) (i32.const 64))
      (func (export "realloc") (param i32 i32 i32 i32) (result i32)
        (global.set $calls (i32.add (global.get $calls) (i32.const 64)))
        (global.get $calls))
      (func (export "f") (param i32 i32) (result i32)
        (i32.store (i32.const 0) (local.get 0)) (i32.store (i32.const 4) (local.get 1)) (i32.const 0)))
    (core instance $a (instantiate $M))
    (core instance $b (instantiate $M))
    (func (export "one") (param "text" string) (result string)
      (canon lift (core func $a "f") (memory (core memory $a "memory")) (realloc (core func $a "realloc"))))
    (func (export "two") (param "text" string) (result string)
      (canon lift (core func $b "f") (memory (core memory $b "memory")) (realloc (core func $b "realloc"))))`);
  expect([exports.one('first'), exports.two('second'), exports.one('third')]).toEqual(['first', 'second', 'third']);
});
