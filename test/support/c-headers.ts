// What C headers say, read by clang: those of this package, and glibc's for the ABI that is most like WebAssembly's: x32,
// whose `long` and pointers have four bytes, and `time_t` eight.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MAIN } from './command-line.ts';
import { temporaryDirectory } from './temporary.ts';

/** Runs a compiler's front end on a text; what it prints. @throws if it fails */
export type Reader = (text: string, args: readonly string[]) => string;

function read(command: string, given: readonly string[], text: string): string {
  const { status, stdout, stderr } = spawnSync(command, [...given, '-x', 'c', '-'], {
    encoding: 'utf8',
    input: text,
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

/** This package's headers. */
export const ours: Reader = (text, args) => read(process.execPath, [MAIN, 'cc', '-D_GNU_SOURCE', ...args], text);

/** glibc's, of the machine. */
export const linux: Reader = (text, args) => {
  // What glibc lacks for x32 where it is not installed is a list of functions that do nothing.
  const stubs = temporaryDirectory();
  mkdirSync(join(stubs, 'gnu'));
  writeFileSync(join(stubs, 'gnu/stubs-x32.h'), '');
  const target = ['--target=x86_64-linux-gnux32', '-isystem', stubs, '-isystem', '/usr/include/x86_64-linux-gnu'];
  return read('clang', [...target, '-D_GNU_SOURCE', ...args], text);
};

export const includes = (headers: readonly string[]): string =>
  headers.map((header) => `#include <${header}>\n`).join('');

/** Where a member is, and the whole size, in bytes; of a bit field, bits as well. */
export type Layout = Readonly<Record<string, string>>;

/** The layouts of the structures and unions that a text declares, by `struct name`, or by the name of a type. */
export function layouts(reader: Reader, text: string): Map<string, Layout> {
  const dump = reader(text, ['-fsyntax-only', '-Xclang', '-fdump-record-layouts-complete']);
  const found = new Map<string, Layout>();
  for (const record of dump.split('*** Dumping AST Record Layout\n').slice(1)) {
    const [first = '', ...lines] = record.split('\n');
    const name = /^ *0 \| (?:(?:struct|union) )?(\w+|(?:struct|union) \(unnamed.*)$/.exec(first)?.[1];
    if (name === undefined || name.includes('(')) continue;
    const layout: Record<string, string> = {};
    for (const line of lines) {
      const member = /^ *([\d:-]+) \| {3,}(\S.*?) (\w+)$/.exec(line);
      if (member?.[1] !== undefined && member[3] !== undefined) layout[member[3]] ??= member[1];
      const size = /\[sizeof=(\d+), align=(\d+)\]/.exec(line);
      if (size?.[1] !== undefined) layout['sizeof'] = size[1];
    }
    found.set(name, layout);
  }
  return found;
}

/** The types of the functions that a text declares, as their headers write them, by name. Names that are reserved are left out. */
export function prototypes(reader: Reader, text: string): Map<string, string> {
  const dump = reader(text, ['-fsyntax-only', '-Xclang', '-ast-dump', '-fno-color-diagnostics']);
  const declarations = dump.matchAll(/^[|`]-FunctionDecl 0x\w+ .*? ([a-zA-Z]\w*) '([^']*)'/gm);
  return new Map(Array.from(declarations, ([, name = '', type = '']) => [name, type]));
}

/** Those of the functions that a text declares with another type than the given one. */
export function incompatible(reader: Reader, text: string, types: ReadonlyMap<string, string>): string[] {
  const lines = Array.from(
    types,
    ([name, type]) => `_Static_assert(__builtin_types_compatible_p(__typeof__(${name}), ${type}), "");\n`,
  );
  try {
    reader(`${text}#line 1 "types"\n${lines.join('')}`, ['-fsyntax-only', '-w', '-ferror-limit=0']);
    return [];
  } catch (error) {
    const wrong = String(error).matchAll(/^(?:Error: )?types:(\d+):\d+: error/gm);
    const numbers = new Set(Array.from(wrong, ([, number]) => Number(number) - 1));
    return [...types.keys()].filter((_, index) => numbers.has(index));
  }
}

/** A type as programs would write it, of one that glibc has written: without its own names for types. */
export function written(type: string): string {
  return type
    .replaceAll(/ __attribute__\(\(.*?\)\)/g, '')
    .replaceAll('__CONST_SOCKADDR_ARG', 'const struct sockaddr *')
    .replaceAll('__SOCKADDR_ARG', 'struct sockaddr *')
    .replaceAll(/\b(?:enum __\w+|__(?:rlimit_resource|rusage_who|itimer_which|priority_which)_t)\b/g, 'int')
    .replaceAll('struct __va_list_tag *', '__builtin_va_list')
    .replaceAll('__gwchar_t', 'wchar_t')
    .replaceAll(/\b__(\w+_t)\b/g, '$1')
    .replaceAll(/\b(?:__)?restrict\b/g, '');
}

/** The macros without parameters that a text defines, and a compiler does not, but for names that are reserved. */
export function macros(reader: Reader, text: string): string[] {
  const defined = (of: string): string[] =>
    Array.from(reader(of, ['-E', '-dM']).matchAll(/^#define (\w+)(?= \S)/gm), ([, name = '']) => name);
  const own = new Set(defined(''));
  return defined(text).filter((name) => !own.has(name) && !name.startsWith('_'));
}

/** The values of those of the names that are integers. */
export function integers(reader: Reader, text: string, names: readonly string[]): Map<string, bigint> {
  const lines = names.map((name) => `long long value_of_${name} = (long long)(${name});\n`);
  const source = (kept: readonly string[]) => `${text}#line 1 "names"\n${kept.join('')}`;
  const args = ['-S', '-emit-llvm', '-w', '-ferror-limit=0', '-o', '-'];
  const ir = (() => {
    try {
      return reader(source(lines), args);
    } catch (error) {
      const wrong = String(error).matchAll(/^(?:Error: )?names:(\d+):\d+: error/gm);
      const numbers = new Set(Array.from(wrong, ([, number]) => Number(number) - 1));
      return reader(source(lines.filter((_, index) => !numbers.has(index))), args);
    }
  })();
  return new Map(
    Array.from(ir.matchAll(/^@value_of_(\w+) = .*?global i64 (-?\d+)/gm), ([, name = '', value = '0']) => [
      name,
      BigInt(value),
    ]),
  );
}
