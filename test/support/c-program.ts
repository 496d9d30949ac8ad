// Programs from Debian's sources, compiled once as guests, and by gcc to compare them with: in build/c-programs/.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Configuration, configure } from './c-configure.ts';
import { MAIN } from './command-line.ts';
import { type DebianSource, unpack } from './debian-source.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PLACE = join(ROOT, 'build/c-programs');

export interface CProgram extends DebianSource {
  readonly name: string;
  /** Files that its Makefile writes, by their paths in the source. */
  readonly written?: Readonly<Record<string, string>>;
  /** Its files, by their paths in the source, or elsewhere: a name, or all of a directory that match. */
  readonly files: readonly (string | { readonly in: string; readonly match: RegExp })[];
  /** Arguments of the compiler. */
  readonly flags: (source: string) => readonly string[];
  /** What `./configure` would have found out. */
  readonly configuration?: Configuration;
  /** Libraries that gcc links it with; undefined if it is compared with Debian's own. */
  readonly native?: readonly string[];
}

/** How one compiler is called, and what it is called. */
interface Compiler {
  readonly command: readonly string[];
  readonly output: string;
  readonly libraries: readonly string[];
}

/** The paths of the guest, and of gcc's program if it is asked for. @param archive what `fetched` has found */
export async function compiled(program: CProgram, archive: string): Promise<{ guest: string; native: string }> {
  const compilers: Compiler[] = [
    { command: [process.execPath, MAIN, 'cc'], output: `${program.name}.wasm`, libraries: [] },
    ...(program.native === undefined ? [] : [{ command: ['gcc'], output: program.name, libraries: program.native }]),
  ];
  const directory = join(PLACE, `${program.name}-${keyOf(program)}`);
  if (!existsSync(directory)) {
    mkdirSync(PLACE, { recursive: true });
    for (const old of readdirSync(PLACE))
      if (old.startsWith(`${program.name}-`)) rmSync(join(PLACE, old), { recursive: true });
    const made = `${directory}.new`;
    const source = join(made, 'source');
    mkdirSync(source, { recursive: true });
    unpack(archive, source);
    for (const [path, text] of Object.entries(program.written ?? {})) writeFileSync(join(source, path), text);
    if (program.configuration !== undefined) configure(source, program.configuration);
    for (const compiler of compilers) await compile(program, source, join(made, compiler.output), compiler);
    rmSync(source, { recursive: true });
    renameSync(made, directory);
  }
  return { guest: join(directory, `${program.name}.wasm`), native: join(directory, program.name) };
}

/** Compiles in two processes, and links. */
async function compile(
  program: CProgram,
  source: string,
  output: string,
  { command, libraries }: Compiler,
): Promise<void> {
  const files = program.files.flatMap((entry) =>
    typeof entry === 'string'
      ? entry
      : readdirSync(join(source, entry.in))
          .filter((name) => entry.match.test(name))
          .map((name) => join(entry.in, name)),
  );
  // The compiler names objects by files, whose names may be the same in other directories.
  const directories = [...new Set(files.map((file) => dirname(file)))];
  const place = (directory: string) => join(source, 'objects', basename(output), directory);
  const half = async (parity: number) => {
    for (const directory of directories) {
      const own = files.filter((file, index) => index % 2 === parity && dirname(file) === directory);
      mkdirSync(place(directory), { recursive: true });
      const paths = own.map((file) => resolve(source, file));
      if (own.length > 0) await run([...command, '-w', ...program.flags(source), '-c', ...paths], place(directory));
    }
  };
  await Promise.all([half(0), half(1)]);
  const objects = files.map((file) => join(place(dirname(file)), basename(file).replace(/\.\w+$/, '.o')));
  await run([...command, ...objects, ...libraries, '-o', output], source);
}

function run([file = '', ...args]: readonly string[], cwd: string): Promise<void> {
  return new Promise((done, reject) => {
    const child = spawn(file, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let printed = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (printed += String(data)));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) done();
      else reject(new Error(printed));
    });
  });
}

/** Of all that the program is made of. */
function keyOf(program: CProgram): string {
  const text = (_: string, value: unknown) =>
    Object.prototype.toString.call(value) === '[object RegExp]' || typeof value === 'function' ? String(value) : value;
  const hash = createHash('sha256').update(JSON.stringify([program, program.flags('')], text));
  const files = readdirSync(join(ROOT, 'c'), { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  const others = program.files.filter((file): file is string => typeof file === 'string' && isAbsolute(file));
  for (const path of [...others, ...paths, join(dirname(MAIN), '../build/cc.js')])
    hash.update(relative(ROOT, path)).update(readFileSync(path));
  return hash.digest('hex').slice(0, 16);
}
