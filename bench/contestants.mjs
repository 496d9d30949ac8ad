/**
 * Who takes part, and what each needs to be started.
 *
 * @typedef {object} Contestant
 * @property {string} id
 * @property {string} title                        head of its column
 * @property {() => Promise<string[]>} prepare     builds it; gives the command that answers rounds. Throws `MissingTool`
 * @property {readonly string[]} [without]         rows that would take it minutes
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));
const BUILD = here('../build/bench/');

/** What the guests may do. */
const ALLOWED = ['--allow-connect', '127.0.0.1', '--allow-bind', '127.0.0.1', '--max-sockets', 'none'];

/** Something that only the benchmark needs is not there. */
export class MissingTool extends Error {}

/** Debian's packages for all contestants. */
const PACKAGES = ['php-cli', 'gcc', 'libc6-dev', 'redis-server', 'redis-tools', 'wrk'];

const hasCommand = (/** @type {string} */ name) => spawnSync('sh', ['-c', `command -v ${name}`]).status === 0;

/** Installs what the benchmark needs, where there is apt-get. Needs to be root. */
export function installTools() {
  const servers = ['redis-server', 'redis-benchmark', 'wrk'];
  if (hasPhpSockets() && findCompiler() !== undefined && servers.every(hasCommand)) return;
  const options = {
    stdio: /** @type {const} */ ('inherit'),
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  execFileSync('apt-get', ['update', '-q'], options);
  execFileSync('apt-get', ['install', '-qy', '--no-install-recommends', ...PACKAGES], options);
}

function hasPhpSockets() {
  return spawnSync('php', ['-r', 'exit(extension_loaded("sockets") ? 0 : 1);']).status === 0;
}

function findCompiler() {
  return ['cc', 'gcc', 'clang'].find((name) => spawnSync(name, ['--version']).status === 0);
}

/** @param {string} name   of a source in c/ */
export async function compileC(name) {
  const compiler = findCompiler();
  if (compiler === undefined) throw new MissingTool('a C compiler (Debian: gcc libc6-dev)');
  mkdirSync(BUILD, { recursive: true });
  execFileSync(compiler, ['-O2', '-Wall', '-o', BUILD + name, here(`c/${name}.c`)], { stdio: 'inherit' });
  return [BUILD + name];
}

/** The peer of the TCP rows: the same for all. */
export const preparePeer = () => compileC('peer');

/**
 * A guest of guests/, compiled.
 *
 * @param {string} name
 * @param {'core' | 'component' | 'wasip2'} target
 * @param {string} cli      the command line of the revision that compiles it
 * @param {string} mark     of the revision, in the file's name
 */
export function build(name, target, cli = here('../dist/cli/main.js'), mark = '') {
  if (!existsSync(cli)) throw new Error('wasock is not built: npm run build');
  mkdirSync(BUILD, { recursive: true });
  const guest = `${BUILD}${name}.${target}${mark}.wasm`;
  const words = [cli, 'build', here(`guests/${name}.ts`), '--target', target, '-o', guest];
  execFileSync(process.execPath, words, { stdio: ['ignore', 'ignore', 'inherit'] });
  return guest;
}

/**
 * The command that runs a guest, as a user would: a core module, or a component.
 *
 * @param {string} name
 * @param {'core' | 'component'} target
 */
export const runCommand = (name, target) => {
  const guest = build(name, target);
  return [process.execPath, here('../dist/cli/main.js'), 'run', ...ALLOWED, guest];
};

/** @param {string} script   in php/ */
export function phpCommand(script) {
  if (!hasPhpSockets()) throw new MissingTool('PHP with its sockets extension (Debian: php-cli)');
  return ['php', here(`php/${script}.php`)];
}

/** A program in js/, for this Node. @param {string} script @param {readonly string[]} args */
export const nodeCommand = (script, ...args) => [process.execPath, here(`js/${script}.mjs`), ...args];

/** A command that need not be there. @param {string} name @param {string} [built]  where the tests install it */
export function command(name, built) {
  if (built !== undefined && existsSync(here(built))) return here(built);
  if (!hasCommand(name)) throw new MissingTool(`the command ${name}`);
  return name;
}

function suspendedCommand() {
  if (!('Suspending' in WebAssembly)) throw new MissingTool('a Node that suspends WebAssembly: 26');
  return nodeCommand('suspended', build('rounds', 'core'));
}

/** The guest of WASI alone, by its own components of the library. */
const wasip2 = () => build('rounds', 'wasip2');

/** @type {readonly Contestant[]} */
export const CONTESTANTS = [
  { id: 'wasock', title: 'wasock', prepare: async () => runCommand('rounds', 'core') },
  { id: 'component', title: 'component', prepare: async () => runCommand('rounds', 'component') },
  { id: 'suspended', title: 'suspended', prepare: async () => suspendedCommand() },
  { id: 'wasock-php', title: 'wasock/php', prepare: async () => nodeCommand('wasock-php') },
  { id: 'php', title: 'native PHP', prepare: async () => phpCommand('rounds') },
  { id: 'c', title: 'C', prepare: () => compileC('rounds') },
  { id: 'node', title: 'Node', prepare: async () => nodeCommand('node') },
  {
    id: 'wasmtime',
    title: 'wasmtime',
    prepare: async () => {
      const wasmtime = command('wasmtime', '../build/components/tools/wasmtime');
      return [wasmtime, 'run', '-S', 'inherit-network,tcp=y,udp=y', wasip2()];
    },
  },
  {
    id: 'jco',
    title: "jco's shims",
    without: ['select-1000', 'select-10000'],
    prepare: async () => [process.execPath, here('../node_modules/@bytecodealliance/jco/dist/jco.js'), 'run', wasip2()],
  },
];

/**
 * Another revision of wasock, built in a work tree of its own: the same guests, compiled and run by it.
 *
 * @param {string} revision   as git names it
 * @returns {Contestant[]}
 */
export function contestantsOf(revision) {
  const git = (/** @type {string[]} */ ...args) =>
    execFileSync('git', args, { cwd: here('..'), encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim();
  const commit = git('rev-parse', '--short', `${revision}^{commit}`);
  const tree = `${BUILD}${commit}`;
  if (!existsSync(`${tree}/dist/cli/main.js`)) {
    mkdirSync(BUILD, { recursive: true });
    if (!existsSync(tree)) git('worktree', 'add', '--detach', tree, commit);
    // Its packages are this revision's: they seldom differ.
    if (!existsSync(`${tree}/node_modules`)) symlinkSync(here('../node_modules'), `${tree}/node_modules`);
    execFileSync('npm', ['run', 'build'], { cwd: tree, stdio: ['ignore', 'ignore', 'inherit'] });
  }
  const cli = `${tree}/dist/cli/main.js`;
  return /** @type {const} */ (['core', 'component']).map((target) => ({
    id: `${target === 'core' ? 'wasock' : target}@${revision}`,
    title: `${target === 'core' ? 'wasock' : target}@${revision}`,
    prepare: async () => [process.execPath, cli, 'run', ...ALLOWED, build('rounds', target, cli, `.${commit}`)],
  }));
}
