// What to do instead, for what AssemblyScript cannot do that people try first. The compiler's messages say what is wrong, in its own
// terms; these follow them.

interface Hint {
  /** What the compiler prints. */
  readonly when: RegExp;
  readonly text: string;
}

/** A line of source that the compiler shows. */
const SHOWN = String.raw`^ *\d+ │ `;

const HINTS: readonly Hint[] = [
  {
    when: /Not implemented: Closures/,
    text: 'a function cannot use the variables of a function around it (closures): make them globals, parameters, or fields of a class',
  },
  {
    when: /Not implemented: union types/,
    text: "a type is one type, or one class 'or null': use a type parameter, as in f<T>(value: T), a class, or several functions",
  },
  {
    when: /AS204: Type '\w+' cannot be nullable/,
    text: 'numbers cannot be null: let one that does not occur stand for it, as -1 does in wasock',
  },
  {
    when: /ArrayBuffer(?: \| null)?' is not assignable to type '~lib\/string\/String'/,
    text: 'what is received is bytes: String.UTF8.decode(data), after data was compared with null, or data!',
  },
  {
    when: /Type '(\S+) \| null' is not assignable to type '\1'/,
    text: "the value may be null: write '!' after it, or compare it with null inside of a function. The compiler narrows parameters and variables of functions, not globals and fields",
  },
  {
    when: /String or ArrayBuffer expected/,
    text: 'process.stdout.write takes a string or an ArrayBuffer, none that may be null: write(data!), or write<ArrayBuffer>(data) after it was compared with null',
  },
  {
    when: /Type '(?:[iuf]\d+|[iu]size|bool)' is not assignable to type '~lib\/string\/String'/,
    text: 'a number becomes text by value.toString(), or in `${value}`',
  },
  {
    when: /Not implemented: Iterators/,
    text: 'there is no for … of: for (let i = 0; i < list.length; i++)',
  },
  {
    when: /Not implemented: Exceptions/,
    text: 'there is no try … catch: throw ends the guest. Functions of wasock return null, false or -1 where they fail',
  },
  {
    when: /Not implemented: Interface hidden classes|Type '<object>' is not assignable to type 'auto'/,
    text: 'an object needs a class: class Point { x: i32 = 0 } const point: Point = { x: 1 }',
  },
  {
    when: /Not implemented: Regular expressions/,
    text: 'there are no regular expressions: indexOf, substring, split, startsWith',
  },
  {
    when: /Cannot find name '(?:any|unknown|object)'/,
    text: 'every value has one type: use a type parameter, as in f<T>(value: T), or a class',
  },
  {
    when: new RegExp(
      `TS1109[^]*?${SHOWN}.*\\b(async|await)\\b|Cannot find name '(Promise|setTimeout|setInterval)'`,
      'm',
    ),
    text: 'there is no async, and there are no timers: calls wait by themselves, as in PHP; socket_select waits for several sockets, or for a time',
  },
  {
    when: new RegExp(String.raw`TS1109[^]*?${SHOWN}.*\?\.\w`, 'm'),
    text: 'there is no ?. : compare with null',
  },
  {
    when: new RegExp(String.raw`TS1003[^]*?${SHOWN}.*\b(const|let|var) [[{]`, 'm'),
    text: 'there is no destructuring: const x = pair[0]',
  },
  {
    when: /Cannot find name '(?:JSON|fetch|require|Buffer|globalThis|URL|TextDecoder|TextEncoder|window|document)'|File '~lib\/(?:node:\w+|fs|net|http|os|path)\.ts' not found/,
    text: "a guest is no Node program: it has AssemblyScript's library (https://www.assemblyscript.org/stdlib/globals.html), console, process and wasock",
  },
];

/** How much of the compiler's messages is looked at: the first mistakes are what others follow from. */
const LOOKED_AT = 20_000;

/** Hints for what the compiler has printed, each once, in the order of the table. */
export function hintsFor(diagnostics: string): string[] {
  const text = diagnostics.slice(0, LOOKED_AT);
  return HINTS.filter(({ when }) => when.test(text)).map((hint) => hint.text);
}
