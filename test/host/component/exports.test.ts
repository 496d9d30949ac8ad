// What a component exports, as JavaScript: names, arguments, results, and objects of its resources.
import { describe, expect, test } from 'vitest';
import { ComponentError, ComponentStateError, createComponent, GuestTrap, LinkError } from 'wasock';
import { component, instantiated, MEMORY } from '../../support/components.ts';

interface Thing {
  get(): number;
  add(other: Thing): number;
  [Symbol.dispose](): void;
}

interface Things {
  readonly Thing: { new (number: number): Thing; lucky(): Thing };
  eat(thing: Thing, count?: number): number;
  both(one: Thing, other: Thing): number;
  lookTwice(one: Thing, other: Thing): number;
  /** How many destructors have run. */
  ended(): number;
  keep(thing: Thing): void;
}

/** An interface with a resource: a thing is a number. */
const THINGS = `
  (type $thing' (resource (rep i32) (dtor (core func $end))))
  (core func $new (canon resource.new $thing'))
  (core func $drop (canon resource.drop $thing'))
  (core func $rep (canon resource.rep $thing'))
  (core module $M
    (import "" "new" (func $new (param i32) (result i32)))
    (import "" "drop" (func $drop (param i32)))
    (import "" "rep" (func $rep (param i32) (result i32)))
    (import "" "ended" (global $ended (mut i32)))
    (func (export "make") (param i32) (result i32) (call $new (local.get 0)))
    (func (export "lucky") (result i32) (call $new (i32.const 7)))
    (func (export "get") (param i32) (result i32) (local.get 0))
    (func (export "add") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))
    (func (export "eat") (param i32 i32) (result i32) (local i32)
      (local.set 2 (i32.add (call $rep (local.get 0)) (local.get 1)))
      (call $drop (local.get 0))
      (local.get 2))
    (func (export "both") (param i32 i32) (result i32)
      (call $drop (local.get 0)) (call $drop (local.get 1)) (i32.const 2))
    (func (export "look-twice") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))
    (func (export "ended") (result i32) (global.get $ended))
    (func (export "keep") (param i32)))
  (core instance $m (instantiate $M (with "" (instance
    (export "new" (func $new)) (export "drop" (func $drop)) (export "rep" (func $rep)) (export "ended" (global $ended))))))
  (func $make (param "number" u32) (result (own $thing')) (canon lift (core func $m "make")))
  (func $lucky (result (own $thing')) (canon lift (core func $m "lucky")))
  (func $get (param "self" (borrow $thing')) (result u32) (canon lift (core func $m "get")))
  (func $add (param "self" (borrow $thing')) (param "other-thing" (borrow $thing')) (result u32)
    (canon lift (core func $m "add")))
  (func $eat (param "thing" (own $thing')) (param "count" u32) (result u32) (canon lift (core func $m "eat")))
  (func $both (param "one" (own $thing')) (param "other" (own $thing')) (result u32) (canon lift (core func $m "both")))
  (func $look (param "one" (own $thing')) (param "other" (borrow $thing')) (result u32)
    (canon lift (core func $m "look-twice")))
  (func $ended' (result u32) (canon lift (core func $m "ended")))
  (func $keep (param "thing" (own $thing')) (canon lift (core func $m "keep")))
  (component $Shim
    (import "t" (type $t (sub resource)))
    (import "make" (func $make (param "number" u32) (result (own $t))))
    (import "lucky" (func $lucky (result (own $t))))
    (import "get" (func $get (param "self" (borrow $t)) (result u32)))
    (import "add" (func $add (param "self" (borrow $t)) (param "other-thing" (borrow $t)) (result u32)))
    (import "eat" (func $eat (param "thing" (own $t)) (param "count" u32) (result u32)))
    (import "both" (func $both (param "one" (own $t)) (param "other" (own $t)) (result u32)))
    (import "look-twice" (func $look (param "one" (own $t)) (param "other" (borrow $t)) (result u32)))
    (import "ended" (func $ended (result u32)))
    (import "keep" (func $keep (param "thing" (own $t))))
    (export $x "thing" (type $t))
    (export "[constructor]thing" (func $make) (func (param "number" u32) (result (own $x))))
    (export "[static]thing.lucky" (func $lucky) (func (result (own $x))))
    (export "[method]thing.get" (func $get) (func (param "self" (borrow $x)) (result u32)))
    (export "[method]thing.add" (func $add) (func (param "self" (borrow $x)) (param "other-thing" (borrow $x)) (result u32)))
    (export "eat" (func $eat) (func (param "thing" (own $x)) (param "count" u32) (result u32)))
    (export "both" (func $both) (func (param "one" (own $x)) (param "other" (own $x)) (result u32)))
    (export "look-twice" (func $look) (func (param "one" (own $x)) (param "other" (borrow $x)) (result u32)))
    (export "ended" (func $ended) (func (result u32)))
    (export "keep" (func $keep) (func (param "thing" (own $x)))))
  (instance $things (instantiate $Shim
    (with "t" (type $thing')) (with "make" (func $make)) (with "lucky" (func $lucky)) (with "get" (func $get))
    (with "add" (func $add)) (with "eat" (func $eat)) (with "both" (func $both)) (with "look-twice" (func $look))
    (with "ended" (func $ended')) (with "keep" (func $keep))))`;

/** What the destructor counts in. */
const ENDED = `
  (core module $E
    (global $ended (export "ended") (mut i32) (i32.const 0))
    (func (export "end") (param i32)
      (if (i32.eq (local.get 0) (i32.const 666)) (then unreachable))
      (global.set $ended (i32.add (global.get $ended) (i32.const 1)))))
  (core instance $e (instantiate $E))
  (alias core export $e "ended" (core global $ended))
  (alias core export $e "end" (core func $end))`;

const ALL = `${ENDED} ${THINGS} (export "my:pkg/good-things@1.2.3" (instance $things))`;

async function things(): Promise<Things & { close(): void }> {
  const { exports, close } = await instantiated<{ goodThings: Things }>(ALL);
  return { ...exports.goodThings, close: () => void close() };
}

describe('names', () => {
  test('an interface is there by its short name and by its full name: one frozen object without a prototype', async () => {
    const { exports } = await instantiated<Record<string, object>>(ALL);
    expect(Object.keys(exports)).toEqual(['my:pkg/good-things@1.2.3', 'goodThings']);
    expect(exports['goodThings']).toBe(exports['my:pkg/good-things@1.2.3']);
    expect(Object.keys(exports['goodThings']!)).toEqual(['Thing', 'eat', 'both', 'lookTwice', 'ended', 'keep']);
    for (const frozen of [exports, exports['goodThings']!]) {
      expect(Object.isFrozen(frozen) && Object.getPrototypeOf(frozen) === null).toBe(true);
    }
  });

  test('of two versions of an interface, neither has the short name; nor has one that a function has', async () => {
    const two = `(instance $none) (export "a:b/c@1.0.0" (instance $none)) (export "a:b/c@2.0.0" (instance $none))`;
    expect(Object.keys((await instantiated(two)).exports)).toEqual(['a:b/c@1.0.0', 'a:b/c@2.0.0']);
    const same = `(instance $none) (export "a:b/c" (instance $none))
      (core module $M (func (export "f"))) (core instance $m (instantiate $M))
      (func (export "c") (canon lift (core func $m "f")))`;
    expect(Object.keys((await instantiated(same)).exports)).toEqual(['c', 'a:b/c']);
  });

  test('functions and classes have names and lengths', async () => {
    const { Thing, eat } = await things();
    expect([
      Thing.name,
      eat.name,
      eat.length,
      Thing.prototype.add.name,
      Thing.prototype.add.length,
      Thing.lucky.name,
    ]).toEqual(['Thing', 'eat', 2, 'add', 1, 'lucky']);
  });

  test('names that JavaScript has for other things are harmless', async () => {
    const names = ['to-string', 'constructor', 'has-own-property'];
    const { exports } = await instantiated<Record<string, () => void>>(`
      (core module $M (func (export "f"))) (core instance $m (instantiate $M))
      ${names.map((name) => `(func (export "${name}") (canon lift (core func $m "f")))`).join('\n')}`);
    expect(Object.keys(exports)).toEqual(['toString', 'constructor', 'hasOwnProperty']);
    expect(Reflect.get(exports, 'valueOf')).toBeUndefined();
  });
});

test('a function then is refused: promises would call it', async () => {
  const text = `(core module $M (func (export "f"))) (core instance $m (instantiate $M))
    (func (export "then") (canon lift (core func $m "f")))`;
  await expect(instantiated(text)).rejects.toThrow("exports 'then', which promises call");
});

describe('objects', () => {
  test('are made, used, and ended with their destructor', async () => {
    const { Thing, ended } = await things();
    const thing = new Thing(40);
    expect(thing).toBeInstanceOf(Thing);
    expect([thing.get(), thing.add(Thing.lucky())]).toEqual([40, 47]);
    expect(ended()).toBe(0);
    thing[Symbol.dispose]();
    expect(ended()).toBe(1);
    thing[Symbol.dispose]();
    expect(ended()).toBe(1);
    expect(() => thing.get()).toThrow('Thing.get(): self has been disposed of');
  });

  test('given away, they are the component’s', async () => {
    const { Thing, eat, ended } = await things();
    const thing = new Thing(1);
    expect(eat(thing, 2)).toBe(3);
    expect(ended()).toBe(1);
    expect(() => thing.get()).toThrow('Thing.get(): self was given away');
    expect(() => eat(thing, 2)).toThrow('eat(): thing was given away');
    thing[Symbol.dispose]();
    expect(ended()).toBe(1);
  });

  test('a call with a wrong argument takes none of them', async () => {
    const { Thing, eat } = await things();
    const thing = new Thing(1);
    expect(() => eat(thing)).toThrow('eat(): count must be a whole number from 0 to 4294967295');
    expect(thing.get()).toBe(1);
    expect(eat(thing, 0)).toBe(1);
  });

  test('cannot be given away twice in a call, nor lent as well', async () => {
    const { Thing, both, lookTwice } = await things();
    const thing = new Thing(1);
    expect(() => both(thing, thing)).toThrow('both(): other is given away, and passed a second time');
    expect(() => lookTwice(thing, thing)).toThrow('lookTwice(): other is given away, and passed a second time');
    expect(thing.add(thing)).toBe(2);
  });

  test.each([
    ['a number', () => 1],
    ['nothing', () => undefined],
    ['an object with the prototype of one', (own: Thing) => Object.create(Object.getPrototypeOf(own) as object)],
    ['a proxy of one', (own: Thing) => new Proxy(own, {})],
    ['a copy of one', (own: Thing) => structuredClone(own)],
  ])('%s is none', async (_, forged) => {
    const { Thing, eat } = await things();
    const value = forged(new Thing(1)) as Thing;
    expect(() => eat(value, 1)).toThrow(expect.objectContaining({ code: 'ERR_WASOCK_ARGUMENT' }));
    expect(() => eat(value, 1)).toThrow('eat(): thing must be a Thing of the same component');
    expect(() => Reflect.apply(Thing.prototype.get, value, [])).toThrow('Thing.get(): self must be a Thing');
  });

  test('an object of another component is none', async () => {
    const [one, other] = [await things(), await things()];
    expect(() => one.eat(new other.Thing(1), 1)).toThrow('must be a Thing of the same component');
  });

  test('a class without a constructor, and one called without new, make nothing', async () => {
    const { Thing } = await things();
    expect(() => Reflect.apply(Thing, undefined, [1])).toThrow('Thing is a class');
    const { exports } = await instantiated<{ Thing: new () => object }>(
      '(type $t (resource (rep i32))) (export "thing" (type $t))',
    );
    expect(() => new exports.Thing()).toThrow('Thing has no constructor');
  });

  test('a destructor that traps ends the component', async () => {
    const { Thing, ended } = await things();
    const thing = new Thing(666);
    expect(() => thing[Symbol.dispose]()).toThrow(WebAssembly.RuntimeError);
    expect(() => ended()).toThrow('ended(): an earlier call has ended the guest');
  });
});

describe('the end', () => {
  test('after close nothing can be used, and closing again does nothing', async () => {
    const { Thing, eat, close } = await things();
    const thing = new Thing(1);
    close();
    close();
    for (const use of [() => thing.get(), () => new Thing(1), () => eat(thing, 1), () => Thing.lucky()]) {
      expect(use).toThrow(ComponentStateError);
      expect(use).toThrow('the guest has been closed');
    }
    thing[Symbol.dispose]();
  });

  test('after a trap the component is dead, and says why', async () => {
    const { exports } = await instantiated<{ trap(): void }>(`
      (core module $M (func (export "f") unreachable)) (core instance $m (instantiate $M))
      (func (export "trap") (canon lift (core func $m "f")))`);
    expect(() => exports.trap()).toThrow(WebAssembly.RuntimeError);
    expect(() => exports.trap()).toThrow(
      expect.objectContaining({
        code: 'ERR_WASOCK_COMPONENT_STATE',
        message: 'trap(): an earlier call has ended the guest',
        cause: expect.any(WebAssembly.RuntimeError),
      }),
    );
  });

  test('so is one that breaks the canonical ABI', async () => {
    const { exports } = await instantiated<{ f(): boolean }>(`
      (core module $M (func (export "f") (result i32) (i32.const -1))) (core instance $m (instantiate $M))
      (func (export "f") (result char) (canon lift (core func $m "f")))`);
    expect(() => exports.f()).toThrow(GuestTrap);
    expect(() => exports.f()).toThrow(ComponentStateError);
  });

  test('a component that exits is over', async () => {
    const { exports } = await instantiated<{ leave(): void }>(`
      (import "wasi:cli/exit@0.2.0" (instance $exit (export "exit" (func (param "status" (result))))))
      (core func $exit (canon lower (func $exit "exit")))
      (core module $M (import "" "exit" (func $exit (param i32))) (func (export "f") (call $exit (i32.const 1))))
      (core instance $m (instantiate $M (with "" (instance (export "exit" (func $exit))))))
      (func (export "leave") (canon lift (core func $m "f")))`);
    expect(() => exports.leave()).toThrow('leave(): the guest has exited, with 1');
  });
});

describe('results', () => {
  const text = `${MEMORY}
    (core module $M
      (import "" "memory" (memory 1))
      (func (export "f") (param i32 i32) (result i32)
        (i32.store8 (i32.const 0) (i32.gt_u (local.get 1) (i32.const 3)))
        (i32.store (i32.const 4) (local.get 0))
        (i32.store (i32.const 8) (local.get 1))
        (i32.const 0))
      (func (export "unit") (param i32) (result i32) (local.get 0)))
    (core instance $m (instantiate $M (with "" (instance (export "memory" (memory $memory))))))
    (func (export "short") (param "text" string) (result (result string (error string)))
      (canon lift (core func $m "f") (memory $memory) (realloc (core func $realloc))))
    (func (export "unit") (param "fails" bool) (result (result)) (canon lift (core func $m "unit")))
    (func (export "option") (param "text" string) (result (option string))
      (canon lift (core func $m "f") (memory $memory) (realloc (core func $realloc))))`;

  test('a function gives what the ok case has, and throws what the error case has', async () => {
    const { exports } = await instantiated<Record<'short' | 'option' | 'unit', (arg: unknown) => unknown>>(text);
    expect([exports.short('abc'), exports.option('abcd'), exports.option('')]).toEqual(['abc', 'abcd', undefined]);
    const failing = (): unknown => exports.short('too long');
    expect(failing).toThrow(ComponentError);
    expect(failing).toThrow(
      expect.objectContaining({ code: 'ERR_WASOCK_COMPONENT', payload: 'too long', message: 'short(): too long' }),
    );
    expect(exports.unit(false)).toBeUndefined();
    expect(() => exports.unit(true)).toThrow(
      expect.objectContaining({ payload: undefined, message: 'unit(): failed' }),
    );
    // It goes on.
    expect(exports.short('abc')).toBe('abc');
  });

  test('an argument of a wrong type is refused with the names of function and parameter', async () => {
    const { exports } = await instantiated<{ short(arg?: unknown): string }>(text);
    expect(() => exports.short(1)).toThrow(expect.objectContaining({ code: 'ERR_WASOCK_ARGUMENT' }));
    expect(() => exports.short()).toThrow('short(): text must be a string');
    expect(exports.short('x')).toBe('x');
  });

  test('an argument may be read once only: what its accessors do meanwhile is refused', async () => {
    const { exports } = await instantiated<Record<'f' | 'g', (arg: object) => void>>(`
      (core module $M (func (export "f") (param i32))) (core instance $m (instantiate $M))
      (type $r' (record (field "a" u8))) (export $r "r" (type $r'))
      (func (export "f") (param "record" $r) (canon lift (core func $m "f")))`);
    const seen: unknown[] = [];
    exports.f({
      get a() {
        try {
          exports.f({ a: 1 });
        } catch (error) {
          seen.push(String(error));
        }
        return 1;
      },
    });
    expect(seen).toEqual(['ComponentStateError: f(): another call of the guest is under way']);
  });
});

test('what is no component is refused', async () => {
  await expect(createComponent(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0))).rejects.toThrow(LinkError);
  await expect(createComponent('a.wasm' as unknown as Uint8Array)).rejects.toMatchObject({ code: 'ERR_WASOCK_OPTION' });
  await expect(createComponent(await component('(import "f" (func))'))).rejects.toThrow(
    "the component imports 'f', which wasock does not provide",
  );
});

test('two exports that are one name in JavaScript are refused', async () => {
  const text = `(core module $M (func (export "f"))) (core instance $m (instantiate $M))
    (func $f (canon lift (core func $m "f"))) (export "a-b" (func $f)) (export "A-b" (func $f))`;
  await expect(instantiated(text)).rejects.toThrow("exports two things that are 'aB' in JavaScript");
});

test('usage is told', async () => {
  const made = await instantiated(MEMORY);
  expect(made.usage().memory.limit).toBeGreaterThan(0);
});
