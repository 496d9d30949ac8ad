// What a program gives a component to import: functions and classes by interface.
import { describe, expect, test, vi } from 'vitest';
import { type ComponentImports, createComponent, ImportError, runGuest } from 'wasock';
import { component, instantiated, MEMORY } from '../../support/components.ts';

/** A component that passes a string on to the function `f` of an interface, whose result is a `result<string, string>`. */
const asking = (interfaceName: string, functionName = 'f'): string => `
  (import "${interfaceName}" (instance $i
    (export "${functionName}" (func (param "text" string) (result (result string (error string)))))))
  ${MEMORY}
  (core func $f (canon lower (func $i "${functionName}") (memory $memory) (realloc (core func $realloc))))
  (core module $M
    (import "" "f" (func $f (param i32 i32 i32)))
    (func (export "f") (param i32 i32) (result i32) (call $f (local.get 0) (local.get 1) (i32.const 16)) (i32.const 16)))
  (core instance $m (instantiate $M (with "" (instance (export "f" (func $f))))))
  (func (export "ask") (param "text" string) (result (result string (error string)))
    (canon lift (core func $m "f") (memory $memory) (realloc (core func $realloc))))`;

interface Asking {
  ask(text: string): string;
}

const ask = async (text: string, imports: ComponentImports): Promise<Asking['ask']> =>
  (await instantiated<Asking>(text, { imports })).exports.ask;

describe('names', () => {
  const f = (text: string): string => `<${text}>`;

  test.each([
    ['with its version', 'a:b/c@1.2.3', 'a:b/c@1.2.3'],
    ['without a version', 'a:b/c@1.2.3', 'a:b/c'],
    ['with a compatible version', 'a:b/c@1.2.3', 'a:b/c@1.0.0'],
    ['with a later one', 'a:b/c@0.2.3', 'a:b/c@0.2.9'],
    ['with a version that is not asked for', 'a:b/c', 'a:b/c@1.2.3'],
    ['by its only name', 'plain-name', 'plainName'],
    ['of WASI, where wasock has none', 'wasi:http/something@0.2.0', 'wasi:http/something'],
  ])('an interface is found %s', async (_, asked, given) => {
    expect((await ask(asking(asked), { [given]: { f } }))('x')).toBe('<x>');
  });

  test('of two versions the right one is found', async () => {
    const imports = { 'a:b/c@1.0.0': { f: () => 'one' }, 'a:b/c@2.0.0': { f: () => 'two' } };
    expect((await ask(asking('a:b/c@1.5.0'), imports))('')).toBe('one');
    expect((await ask(asking('a:b/c@2.5.0'), imports))('')).toBe('two');
  });

  test.each([
    ['an incompatible version', 'a:b/c@1.2.3', { 'a:b/c@2.0.0': { f } }],
    ['none of it', 'a:b/c', {}],
    ['no such function', 'a:b/c', { 'a:b/c': { g: f } }],
    ['something else than a function', 'a:b/c', { 'a:b/c': { f: 1 } }],
    ['an object that inherits the function', 'a:b/c', { 'a:b/c': Object.create({ f }) as object }],
  ])('%s is not enough', async (_, asked, imports) => {
    await expect(instantiated(asking(asked), { imports })).rejects.toThrow(
      `the component imports 'f' of '${asked}', which wasock does not provide`,
    );
  });

  test.each(['to-string', 'value-of', 'constructor', 'has-own-property', '--proto--', 'is-prototype-of'])(
    'a component that imports %s does not find what every object has',
    async (name) => {
      await expect(instantiated(asking('a:b/c', name), { imports: { 'a:b/c': {} } })).rejects.toThrow(
        'does not provide',
      );
      await expect(instantiated(asking(name), { imports: {} })).rejects.toThrow('does not provide');
    },
  );

  test.each([
    ['an interface that wasock provides', { 'wasi:io/poll': {} }],
    ['also with a version', { 'wasi:io/poll@0.2.0': {} }],
    ['one of its own', { 'wasock:sockets/host': {} }],
    ['an interface that is no object', { 'a:b/c': f }],
    ['nothing', { 'a:b/c': null }],
  ])('%s is no valid option', async (_, imports) => {
    await expect(instantiated('', { imports })).rejects.toMatchObject({ code: 'ERR_WASOCK_OPTION' });
  });

  test('functions that are imported without an interface are found by their own names', async () => {
    const seen: unknown[] = [];
    await instantiated(
      `(import "log-it" (func $log (param "x" u32)))
       (core func $log (canon lower (func $log)))
       (core module $M (import "" "log" (func $log (param i32))) (func $s (call $log (i32.const 5))) (start $s))
       (core instance $m (instantiate $M (with "" (instance (export "log" (func $log))))))`,
      { imports: { logIt: (x: unknown) => void seen.push(x) } },
    );
    expect(seen).toEqual([5]);
  });
});

describe('what a function gives', () => {
  const TEXT = asking('a:b/c');
  const giving = (f: (...args: unknown[]) => unknown) => ask(TEXT, { 'a:b/c': { f } });

  test('what it returns is the ok case, a thrown payload is the error case', async () => {
    const f = vi.fn<(text: unknown) => string>((text) => {
      if (text === 'no') throw { payload: 'why' };
      return 'yes';
    });
    const call = await giving(f as (...args: unknown[]) => unknown);
    expect(call('x')).toBe('yes');
    expect(f).toHaveBeenCalledExactlyOnceWith('x');
    expect(() => call('no')).toThrow(expect.objectContaining({ code: 'ERR_WASOCK_COMPONENT', payload: 'why' }));
    expect(call('x')).toBe('yes');
  });

  test('another error ends the component, with that error as the cause', async () => {
    const cause = new RangeError('oops');
    const call = await giving(() => {
      throw cause;
    });
    expect(() => call('x')).toThrow(ImportError);
    expect(() => call('x')).toThrow(expect.objectContaining({ message: 'ask(): an earlier call has ended the guest' }));
    const again = await giving(() => {
      throw cause;
    });
    expect(() => again('x')).toThrow(
      expect.objectContaining({ code: 'ERR_WASOCK_IMPORT', message: 'a:b/c/f() threw: oops', cause }),
    );
  });

  test.each([
    ['something of another type', () => 1, 'a:b/c/f(): the result must be a string'],
    ['nothing', () => undefined, 'a:b/c/f(): the result must be a string'],
    ['a promise', async () => 'x', 'a:b/c/f() gave a promise, which only a component that is suspended can wait for'],
  ])('%s ends the component', async (_, f, message) => {
    const call = await giving(f);
    expect(() => call('x')).toThrow(expect.objectContaining({ code: 'ERR_WASOCK_IMPORT', message }));
  });

  test('an error case of another type ends the component', async () => {
    const call = await giving(() => {
      throw Object.assign(new Error('x'), { payload: 3 });
    });
    expect(() => call('x')).toThrow('a:b/c/f(): the result must be a string');
  });

  test('the component can neither be called nor closed meanwhile', async () => {
    const seen: unknown[] = [];
    const made = await instantiated<Asking>(TEXT, {
      imports: {
        'a:b/c': {
          f(text: string) {
            for (const act of [() => made.exports.ask('again'), () => made.close()]) {
              try {
                void act();
              } catch (error) {
                seen.push(String(error));
              }
            }
            return text;
          },
        },
      },
    });
    expect(made.exports.ask('x')).toBe('x');
    expect(seen).toEqual([
      'ComponentStateError: ask(): another call of the guest is under way',
      'ComponentStateError: close(): a call of the guest is under way',
    ]);
  });

  test('an object’s functions are called on the object', async () => {
    const imports = {
      'a:b/c': {
        prefix: '>',
        f(this: { prefix: string }, text: string) {
          return this.prefix + text;
        },
      },
    };
    expect((await ask(TEXT, imports))('x')).toBe('>x');
  });
});

describe('classes', () => {
  const COUNTERS = `
    (import "a:b/counters" (instance $i
      (export "counter" (type $counter (sub resource)))
      (export "[constructor]counter" (func (param "from" u32) (result (own $counter))))
      (export "[method]counter.next" (func (param "self" (borrow $counter)) (result u32)))
      (export "[static]counter.shared" (func (result (own $counter))))
      (export "end" (func (param "counter" (own $counter))))))
    (alias export $i "counter" (type $counter))
    (core func $new (canon lower (func $i "[constructor]counter")))
    (core func $next (canon lower (func $i "[method]counter.next")))
    (core func $shared (canon lower (func $i "[static]counter.shared")))
    (core func $end (canon lower (func $i "end")))
    (core func $drop (canon resource.drop $counter))
    (core module $M
      (import "" "new" (func $new (param i32) (result i32)))
      (import "" "next" (func $next (param i32) (result i32)))
      (import "" "shared" (func $shared (result i32)))
      (import "" "end" (func $end (param i32)))
      (import "" "drop" (func $drop (param i32)))
      (func (export "twice") (param i32) (result i32) (local i32)
        (local.set 1 (call $new (local.get 0)))
        (drop (call $next (local.get 1)))
        (local.set 0 (call $next (local.get 1)))
        (call $drop (local.get 1))
        (local.get 0))
      (func (export "keep") (drop (call $new (i32.const 1))))
      (func (export "pass") (param i32) (call $end (local.get 0)))
      (func (export "identity") (param i32) (result i32) (local.get 0))
      (func (export "shared") (result i32) (call $next (call $shared))))
    (core instance $m (instantiate $M (with "" (instance
      (export "new" (func $new)) (export "next" (func $next)) (export "shared" (func $shared))
      (export "end" (func $end)) (export "drop" (func $drop))))))
    (func (export "twice") (param "from" u32) (result u32) (canon lift (core func $m "twice")))
    (func (export "keep") (canon lift (core func $m "keep")))
    (func (export "pass") (param "counter" (own $counter)) (canon lift (core func $m "pass")))
    (func (export "identity") (param "counter" (own $counter)) (result (own $counter)) (canon lift (core func $m "identity")))
    (func (export "shared") (result u32) (canon lift (core func $m "shared")))`;

  class Base {
    at: number;
    static ended: unknown[] = [];
    constructor(at: number) {
      this.at = at;
    }
    next(): number {
      return this.at++;
    }
    [Symbol.dispose](): void {
      Base.ended.push(this.at);
    }
  }
  class Counter extends Base {
    static shared(): Counter {
      return new (class extends this {
        override next(): number {
          return 1000;
        }
      })(1);
    }
  }
  interface Counters {
    twice(from: number): number;
    keep(): void;
    pass(counter: object): void;
    identity(counter: unknown): Counter;
    shared(): number;
  }

  const counters = async () => {
    Base.ended = [];
    const given: object[] = [];
    const imports = { 'a:b/counters': { Counter, end: (counter: object) => void given.push(counter) } };
    return { ...(await instantiated<Counters>(COUNTERS, { imports })), given };
  };

  test('their objects are made, called and dropped', async () => {
    const { exports } = await counters();
    expect(exports.twice(5)).toBe(6);
    expect(Base.ended).toEqual([7]);
    expect(exports.shared()).toBe(1000);
  });

  test('what a component keeps ends with it', async () => {
    const { exports, close } = await counters();
    exports.keep();
    exports.keep();
    expect(Base.ended).toEqual([]);
    await close();
    expect(Base.ended).toEqual([1, 1]);
  });

  test('objects go in and out as they are', async () => {
    const { exports, given } = await counters();
    const counter = new Counter(3);
    expect(exports.identity(counter)).toBe(counter);
    exports.pass(counter);
    expect(given).toEqual([counter]);
    expect(Base.ended).toEqual([]);
    expect(() => exports.identity({})).toThrow('identity(): counter must be a Counter');
    expect(() => exports.identity(new Base(1))).toThrow('identity(): counter must be a Counter');
  });

  test.each([
    ['no class', { end() {} }],
    [
      'a class without the method',
      {
        Counter: class {
          other(): void {}
          static shared() {}
        },
        end() {},
      },
    ],
    ['a class without the static function', { Counter: Base, end() {} }],
    ['an arrow function', { Counter: () => 1, end() {} }],
  ])('%s is not enough', async (_, given) => {
    await expect(instantiated(COUNTERS, { imports: { 'a:b/counters': given } })).rejects.toThrow('does not provide');
  });

  test('a method constructor is not found', async () => {
    const text = (name: string): string => `(import "a:b/c" (instance $i (export "r" (type $r (sub resource)))
      (export "[method]r.${name}" (func (param "self" (borrow $r))))))`;
    class R {
      f(): void {}
    }
    const imports = { 'a:b/c': { R } };
    await instantiated(text('f'), { imports });
    for (const name of ['constructor', 'to-string', 'value-of']) {
      await expect(instantiated(text(name), { imports })).rejects.toThrow('does not provide');
    }
  });
});

test('objects of wasock’s pass through a program without it knowing what they are', async () => {
  const text = `
    (import "wasi:io/poll@0.2.0" (instance $poll (export "pollable" (type $p (sub resource)))
      (export "[method]pollable.ready" (func (param "self" (borrow $p)) (result bool)))))
    (alias export $poll "pollable" (type $pollable))
    (import "wasi:clocks/monotonic-clock@0.2.0" (instance $clock (alias outer 1 $pollable (type $o))
      (export "pollable" (type $p (eq $o)))
      (export "subscribe-duration" (func (param "when" u64) (result (own $p))))))
    (import "a:b/c" (instance $i (alias outer 1 $pollable (type $o)) (export "pollable" (type $p (eq $o)))
      (export "look" (func (param "pollable" (borrow $p))))
      (export "swap" (func (param "pollable" (own $p)) (result (own $p))))))
    (core func $subscribe (canon lower (func $clock "subscribe-duration")))
    (core func $ready (canon lower (func $poll "[method]pollable.ready")))
    (core func $look (canon lower (func $i "look")))
    (core func $swap (canon lower (func $i "swap")))
    (core module $M
      (import "" "subscribe" (func $subscribe (param i64) (result i32)))
      (import "" "ready" (func $ready (param i32) (result i32)))
      (import "" "look" (func $look (param i32)))
      (import "" "swap" (func $swap (param i32) (result i32)))
      (func (export "f") (result i32) (local i32)
        (local.set 0 (call $subscribe (i64.const 0)))
        (call $look (local.get 0))
        (call $ready (call $swap (local.get 0))))
      (func (export "give") (result i32) (call $subscribe (i64.const 0))))
    (core instance $m (instantiate $M (with "" (instance
      (export "subscribe" (func $subscribe)) (export "ready" (func $ready)) (export "look" (func $look)) (export "swap" (func $swap))))))
    (func (export "f") (result bool) (canon lift (core func $m "f")))
    (func (export "give") (result (own $pollable)) (canon lift (core func $m "give")))`;
  const lent: object[] = [];
  const seen: string[] = [];
  const made = await instantiated<{ f(): boolean; give(): Disposable }>(text, {
    imports: {
      'a:b/c': {
        look: (pollable: object) => void lent.push(pollable),
        swap: (pollable: object) => (seen.push(pollable.constructor.name), pollable),
      },
    },
  });
  expect(made.exports.f()).toBe(true);
  expect(seen).toEqual(['Pollable']);
  const given = made.exports.give();
  given[Symbol.dispose]();
  given[Symbol.dispose]();
  made.exports.give();
  expect(lent).toHaveLength(1);
});

test('a loan is over with the call', async () => {
  const text = `
    (import "wasi:io/poll@0.2.0" (instance $poll (export "pollable" (type $p (sub resource)))))
    (alias export $poll "pollable" (type $pollable))
    (import "wasi:clocks/monotonic-clock@0.2.0" (instance $clock (alias outer 1 $pollable (type $o))
      (export "pollable" (type $p (eq $o)))
      (export "subscribe-duration" (func (param "when" u64) (result (own $p))))))
    (import "a:b/c" (instance $i (alias outer 1 $pollable (type $o)) (export "pollable" (type $p (eq $o)))
      (export "f" (func (param "pollable" (borrow $p)) (result (own $p))))))
    (core func $subscribe (canon lower (func $clock "subscribe-duration")))
    (core func $f (canon lower (func $i "f")))
    (core module $M
      (import "" "subscribe" (func $subscribe (param i64) (result i32)))
      (import "" "f" (func $f (param i32) (result i32)))
      (func (export "f") (drop (call $f (call $subscribe (i64.const 0))))))
    (core instance $m (instantiate $M (with "" (instance (export "subscribe" (func $subscribe)) (export "f" (func $f))))))
    (func (export "f") (canon lift (core func $m "f")))`;
  const call = async (f: (pollable: unknown) => unknown): Promise<void> =>
    (await instantiated<{ f(): void }>(text, { imports: { 'a:b/c': { f } } })).exports.f();
  await expect(call((pollable) => pollable)).rejects.toThrow('the result is lent, and cannot be given away');
});

test('a program in a component is given imports by runGuest, a core module is not', async () => {
  const seen: unknown[] = [];
  const wasm = await component(`
    (import "log" (func $log (param "x" u32)))
    (core func $log (canon lower (func $log)))
    (core module $M (import "" "log" (func $log (param i32))) (func (export "run") (result i32) (call $log (i32.const 7)) (i32.const 0)))
    (core instance $m (instantiate $M (with "" (instance (export "log" (func $log))))))
    (func $run (result (result)) (canon lift (core func $m "run")))
    (instance $i (export "run" (func $run)))
    (export "wasi:cli/run@0.2.0" (instance $i))`);
  expect(await runGuest(wasm, { imports: { log: (x: unknown) => void seen.push(x) } })).toBe(0);
  expect(seen).toEqual([7]);
  const core = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
  await expect(runGuest(core, { imports: {} })).rejects.toMatchObject({ code: 'ERR_WASOCK_OPTION' });
  await expect(createComponent(wasm, { imports: 3 as unknown as ComponentImports })).rejects.toMatchObject({
    code: 'ERR_WASOCK_OPTION',
  });
});
