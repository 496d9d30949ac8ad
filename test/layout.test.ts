// Which room of host/ and asm/ may import which, as docs/architecture.md draws it.
import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** What each room of host/ may import of the others. */
const HOST: Record<string, readonly string[]> = {
  thrown: [],
  'stack-room': [],
  uncatchable: [],
  'unknown-case': [],
  trap: ['uncatchable'],
  'guest-exit': ['uncatchable'],
  'option-error': [],
  'socket-name': [],
  limits: ['option-error', 'os', 'trap', 'wasm'],
  wasm: ['trap'],
  generated: ['abi', 'wasm'],
  abi: ['os', 'socket', 'trap'],
  exchange: ['ledger', 'os'],
  'bound-files': [],
  ledger: ['bound-files', 'os', 'stack-room'],
  resources: ['trap'],
  policy: ['generated', 'stack-room', 'uncatchable', 'unknown-case'],
  'print-warning': ['os'],
  os: ['generated', 'stack-room', 'thrown', 'unknown-case'],
  wait: ['generated', 'os', 'trap', 'uncatchable'],
  socket: [
    'exchange',
    'generated',
    'guest-exit',
    'ledger',
    'limits',
    'os',
    'policy',
    'socket-name',
    'stack-room',
    'trap',
    'wait',
  ],
  host: ['exchange', 'ledger', 'limits', 'os', 'policy', 'print-warning', 'resources', 'socket', 'trap', 'wait'],
  'open-hosts': ['host', 'wait'],
  options: ['host', 'option-error'],
  files: ['ledger', 'limits', 'option-error', 'os', 'stack-room', 'thrown', 'trap', 'wait'],
  link: [
    'abi',
    'component',
    'generated',
    'host',
    'resources',
    'limits',
    'os',
    'policy',
    'socket',
    'thrown',
    'trap',
    'wait',
    'wasm',
  ],
  preview1: ['abi', 'files', 'generated', 'link', 'os', 'socket', 'wait'],
  component: ['abi', 'generated', 'limits', 'option-error', 'thrown', 'trap', 'uncatchable', 'wait', 'wasm'],
  wasi: ['abi', 'component', 'files', 'generated', 'guest-exit', 'os', 'socket', 'trap', 'wait'],
  guest: [
    'abi',
    'bound-files',
    'component',
    'files',
    'generated',
    'guest-exit',
    'wasi',
    'host',
    'ledger',
    'limits',
    'link',
    'option-error',
    'options',
    'os',
    'policy',
    'preview1',
    'print-warning',
    'socket',
    'socket-name',
    'thrown',
    'trap',
    'uncatchable',
    'wait',
    'wasm',
  ],
  index: ['component', 'files', 'guest', 'host', 'limits', 'link', 'option-error', 'policy', 'trap', 'wait'],
  jco: [
    'abi',
    'component',
    'generated',
    'guest',
    'guest-exit',
    'host',
    'limits',
    'open-hosts',
    'option-error',
    'os',
    'policy',
    'print-warning',
    'socket',
    'trap',
    'wait',
    'wasi',
  ],
  php: [
    'abi',
    'generated',
    'guest',
    'host',
    'limits',
    'link',
    'open-hosts',
    'option-error',
    'options',
    'policy',
    'print-warning',
    'trap',
    'wasm',
  ],
  'cache-directory': [],
  unchanged: ['cache-directory'],
  build: ['abi', 'cache-directory', 'component', 'generated', 'thrown', 'trap', 'wasm'],
  cli: [
    'build',
    'cache-directory',
    'component',
    'generated',
    'guest',
    'host',
    'index',
    'limits',
    'os',
    'policy',
    'socket-name',
    'thrown',
    'unchanged',
    'wait',
    'wasm',
  ],
};

/** What most functions are made of. */
const CORE = ['constants', 'data', 'failure', 'socket', 'system'];

/** What each room of asm/ may import of the others. */
const ASM: Record<string, readonly string[]> = {
  bindings: [],
  generated: [],
  constants: ['generated'],
  credentials: [],
  data: ['generated'],
  errno: ['generated'],
  'foreign-text': [],
  inet: [],
  ref: [],
  memory: ['data'],
  processes: ['errno', 'failure', 'ref', 'system'],
  system: ['bindings', 'constants', 'data', 'errno', 'generated', 'inet', 'memory', 'ref'],
  exports: ['memory'],
  abort: [],
  'last-failure': [],
  socket: ['data', 'memory', 'system'],
  failure: ['constants', 'errno', 'last-failure', 'socket', 'system'],
  adopt: ['data', 'socket', 'system'],
  addresses: [...CORE, 'foreign-text', 'inet', 'ref'],
  sockets: [...CORE, 'addresses', 'adopt', 'errno', 'memory', 'ref'],
  options: [...CORE, 'addresses', 'credentials', 'foreign-text', 'generated'],
  messages: [...CORE, 'addresses', 'adopt', 'credentials', 'foreign-text', 'generated', 'inet', 'sockets'],
  streams: [...CORE, 'addresses', 'errno', 'foreign-text', 'inet', 'memory', 'ref', 'sockets'],
};

/** What guests import, and what the component exports: they may import every room of the table but the bindings. */
const ASM_ENTRIES = new Set(['index', 'component']);
const ENTRIES_IMPORT = new Set(Object.keys(ASM).filter((name) => name !== 'bindings'));

interface Import {
  from: string;
  /** As written, where it is another package; else the path from the same root as `from`. */
  to: string;
  relative: boolean;
}

function sources(directory: string, extension = '.ts'): { name: string; text: string }[] {
  return readdirSync(ROOT + directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(extension) && !name.endsWith('.d.ts'))
    .map((name) => ({ name, text: readFileSync(`${ROOT}${directory}/${name}`, 'utf8') }));
}

function imports(directory: string): Import[] {
  return sources(directory).flatMap(({ name, text }) => {
    const code = text.replace(/^\s*(\/\/|\*|\/\*).*$/gm, '');
    return Array.from(code.matchAll(/(?:\bfrom |\bimport |\bimport\()['"]([^'"]+)['"]/g), ([, specifier = '']) => {
      const relative = specifier.startsWith('.');
      return { from: name, to: relative ? posix.join(name, '..', specifier) : specifier, relative };
    });
  });
}

/** The room that a file lies in: its directory, or itself where it lies alone. */
function room(path: string): string {
  return (path.split('/')[0] ?? '').replace(/\.ts$/, '');
}

/** Files that import each other in a circle, of types only or not. */
function circles(directory: string): string[] {
  const files = sources(directory).map(({ name }) => name);
  const fileOf = (to: string) => files.find((name) => [to, `${to}.ts`, `${to}/index.ts`].includes(name));
  const imported = new Map(files.map((name): [string, string[]] => [name, []]));
  for (const { from, to } of imports(directory)) imported.get(from)?.push(fileOf(to) ?? to);
  const isInCircle = (start: string) => {
    const reached = new Set(imported.get(start));
    for (const file of reached) for (const to of imported.get(file) ?? []) reached.add(to);
    return reached.has(start);
  };
  return files.filter(isInCircle).sort();
}

/** The imports between rooms. */
function between(directory: string): Import[] {
  return imports(directory).filter(({ from, to, relative }) => relative && room(from) !== room(to));
}

const LOCAL = 'system/wasip2/local/';

const isLocal = (path: string): boolean => path.startsWith(LOCAL);

const isWasip2 = (path: string): boolean => path.startsWith('system/wasip2/');

/** Imports between files of the system layer. */
function inSystem(which: (found: Import) => boolean): Import[] {
  return imports('asm').filter(
    (found) => [found.from, found.to].every((path) => room(path) === 'system') && which(found),
  );
}

function shown({ from, to }: Import): string {
  return `${from} imports ${to}`;
}

describe('host/', () => {
  test('the rooms import each other in the directions of the table only', () => {
    const wrong = between('host').filter(({ from, to }) => !HOST[room(from)]?.includes(room(to)));
    expect(wrong.map(shown)).toEqual([]);
  });

  test('no files import each other in a circle', () => {
    expect(circles('host')).toEqual([]);
  });

  test('only os/ knows libc and the operating system', () => {
    const wrong = imports('host').filter(({ from, to }) => ['koffi', 'node:os'].includes(to) && room(from) !== 'os');
    expect(wrong.map(shown)).toEqual([]);
    const asking = sources('host').filter(({ text }) => /process\.platform|\bplatform\b.*node:process/.test(text));
    expect(asking.map(({ name }) => room(name)).filter((name) => name !== 'os')).toEqual([]);
  });

  test('no error of any kind is taken for a failure where a guest’s stack may be used up: see stack-room.ts', () => {
    const rooms = new Set('exchange files limits link os policy preview1 socket wait wasi'.split(' '));
    const wrong = sources('host').filter(({ name, text }) => rooms.has(room(name)) && /catch \{/.test(text));
    // It is loaded before a guest is.
    expect(wrong.map(({ name }) => name)).toEqual(['os/koffi.ts']);
  });

  test('numbers of errno stand in os/ only', () => {
    const wrong = sources('host').filter(
      ({ name, text }) => /\bE[A-Z]{3,} ?[:=] ?\d/.test(text) && room(name) !== 'os',
    );
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });
});

describe('asm/', () => {
  test('the rooms import each other in the directions of the table only', () => {
    const wrong = between('asm').filter(({ from, to }) =>
      ASM_ENTRIES.has(room(from)) ? !ENTRIES_IMPORT.has(room(to)) : !ASM[room(from)]?.includes(room(to)),
    );
    expect(wrong.map(shown)).toEqual([]);
  });

  test('no files import each other in a circle', () => {
    expect(circles('asm')).toEqual([]);
  });

  test('the two implementations of the system layer share nothing in it, and nobody else knows either', () => {
    const isWasock = (path: string) => path.startsWith('system/wasock/');
    const crossing = inSystem(({ from, to }) => (isWasip2(from) && isWasock(to)) || (isWasock(from) && isWasip2(to)));
    expect(crossing.map(shown)).toEqual([]);
    const reaching = between('asm').filter(({ to }) => to.startsWith('system/'));
    expect(reaching.map(shown)).toEqual([]);
  });

  test('local sockets of wasip2 know nothing of WASI; of them, only what makes them is known', () => {
    const wasi = imports('asm').filter(({ from, to }) => isLocal(from) && room(to) === 'bindings');
    expect(wasi.map(shown)).toEqual([]);
    const known = inSystem(({ from, to }) => !isLocal(from) && isLocal(to)).map(shown);
    expect(known).toEqual(['create', 'credentials'].map((name) => `system/wasip2/index.ts imports ${LOCAL}${name}`));
  });

  test('one file has the texts of errors', () => {
    const homes = sources('asm').filter(({ text }) => text.includes('Address already in use'));
    expect(homes.map(({ name }) => name)).toEqual(['generated/errno.ts']);
  });

  test('only the system layer and the room of memory touch it, one file of the component, and what ends a guest', () => {
    const wrong = sources('asm').filter(({ text }) => /\b(load|store)<|\bmemory\.(copy|fill|data)/.test(text));
    const names = wrong.map(({ name }) => name).filter((name) => !['memory', 'system'].includes(room(name)));
    expect(names).toEqual(['abort.ts', 'component/memory.ts']);
  });
});

describe('wit/', () => {
  // What it generates has imports as well: in templates, not at the beginning of a line.
  const WIT = sources('wit', '.mjs').flatMap(({ name, text }) =>
    Array.from(text.matchAll(/^(?:import|\}).* from '([^']+)';$/gm), ([, specifier = '']): Import => {
      const relative = specifier.startsWith('.');
      return { from: name, to: relative ? posix.join(name, '..', specifier) : specifier, relative };
    }),
  );

  /** The canonical ABI's arithmetic and the forms of its values, which the host knows at run time, too, and which run as they are. */
  const ABI = new Set(['../host/abi/layout.mjs', '../host/abi/flat.mjs', '../host/abi/typescript.mjs']);

  test('needs nothing but itself, the arithmetic of the canonical ABI, and Node', () => {
    const wrong = WIT.filter(({ to, relative }) =>
      relative ? to.startsWith('..') && !ABI.has(to) : !to.startsWith('node:'),
    );
    expect(WIT.length).toBeGreaterThan(20);
    expect(wrong.map(shown)).toEqual([]);
  });

  test('the model knows nothing of wasock', () => {
    const wrong = WIT.filter(({ from, to }) => room(from) === 'model' && room(to) !== 'model' && !ABI.has(to));
    expect(wrong.map(shown)).toEqual([]);
  });
});

test('asm/, which no tool formats, has no line above 120 characters, and no import or name that nothing uses', () => {
  const wrong = sources('asm').flatMap(({ name, text }) => {
    const long = text.split('\n').filter((line) => line.length > 120);
    const imported = Array.from(text.matchAll(/^import \{([^}]*)\}/gm), ([, names = '']) => names.split(',')).flat();
    const declared = Array.from(text.matchAll(/^(?:const|let|function|class|enum) (\w+)/gm), ([, own = '']) => own);
    const local = imported.map((entry) => entry.trim().split(' as ').pop() ?? '').filter((entry) => entry !== '');
    const unused = [...local, ...declared].filter(
      (word) => (text.match(new RegExp(`\\b${word}\\b`, 'g')) ?? []).length < 2,
    );
    return [...long, ...unused].map((what) => `${name}: ${what}`);
  });
  expect(wrong).toEqual([]);
});

test('asm/ and host/ share no file', () => {
  const across = [...imports('asm'), ...imports('host')].filter(({ to, relative }) => relative && to.startsWith('..'));
  expect(across.map(shown)).toEqual([]);
});
