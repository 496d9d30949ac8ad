// What `./configure` finds out about a C library, in two runs of the compiler instead of hundreds: which headers there are, by
// one that includes nothing, and which functions, by a program that the linker refuses, with the names of those that lack.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cc } from './c-guests.ts';

export interface Configuration {
  /** The template, `config.h.in`, and the header that is made of it. */
  readonly template: string;
  readonly header: string;
  /** What is there besides what is found. */
  readonly there: readonly string[];
  /** What has a text; what is not to be defined has `undefined`. */
  readonly known: Readonly<Record<string, string | undefined>>;
}

const UNDEFINED = /^[ \t]*#[ \t]*undef[ \t]+(\w+)/gm;

/** Writes the header that ./configure would write. */
export function configure(source: string, { template, header, there, known }: Configuration): void {
  const text = readFileSync(join(source, template), 'utf8');
  const names = Array.from(text.matchAll(UNDEFINED), ([, name = '']) => name);
  const unknown = names.filter((name) => !Object.hasOwn(known, name) && !there.includes(name));
  const found = new Set([...there, ...headers(source, unknown), ...functions(source, unknown)]);
  const made = text.replace(UNDEFINED, (_, name: string) => {
    const value = Object.hasOwn(known, name) ? known[name] : found.has(name) ? '1' : undefined;
    return value === undefined ? `/* ${name} */` : `#define ${name} ${value}`;
  });
  writeFileSync(join(source, header), made);
}

/** HAVE_SYS_SOCKET_H is about <sys/socket.h>: an underscore may be a directory's end. */
function headers(source: string, names: readonly string[]): string[] {
  const lines = names.flatMap((name) => {
    const bare = /^HAVE_(\w+)_H$/.exec(name)?.[1]?.toLowerCase();
    if (bare === undefined) return [];
    const paths = [bare, bare.replace('_', '/'), bare.replaceAll('_', '/')];
    return [`#if ${paths.map((path) => `__has_include(<${path}.h>)`).join(' || ')}\nfound ${name}\n#endif`];
  });
  const path = join(source, 'asked-headers.c');
  writeFileSync(path, `${lines.join('\n')}\n`);
  return matches(cc(['-E', '-P', path]).output, /^found (\w+)$/gm);
}

/** HAVE_GETADDRINFO is about getaddrinfo(): the linker says which are undefined. */
function functions(source: string, names: readonly string[]): string[] {
  const asked = names.filter((name) => /^HAVE_[A-Z0-9_]+$/.test(name) && !name.endsWith('_H'));
  const function_ = (name: string) => name.slice('HAVE_'.length).toLowerCase();
  const declared = asked.map((name) => `void ${function_(name)}(void);`);
  const used = asked.map((name) => `  (void *)${function_(name)},`);
  const program = `${declared.join('\n')}\nvoid *volatile all[] = {\n${used.join('\n')}\n};\nint main(void) { return all[0] == 0; }\n`;
  const path = join(source, 'asked-functions.c');
  writeFileSync(path, program);
  const { output } = cc(['-w', '-fno-builtin', '-Wl,--error-limit=0', path, '-o', `${path}.wasm`]);
  if (/error:(?!.*undefined symbol| linker)/.test(output)) throw new Error(output);
  const lacking = new Set(matches(output, /undefined symbol: (\w+)/g));
  return asked.filter((name) => !lacking.has(function_(name)));
}

function matches(text: string, pattern: RegExp): string[] {
  return Array.from(text.matchAll(pattern), ([, found = '']) => found);
}
