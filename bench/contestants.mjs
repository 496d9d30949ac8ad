/**
 * Who takes part, and what each needs to be started.
 *
 * @typedef {object} Contestant
 * @property {string} id
 * @property {string} title                        head of its column
 * @property {() => Promise<string[]>} prepare     builds it; gives the command that answers rounds
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));
const BUILD = here('../build/bench/');

/** Something that only the benchmark needs is not there. */
export class MissingTool extends Error {
  /**
   * @param {string} what
   * @param {string} packages   Debian's names
   */
  constructor(what, packages) {
    super(
      `${what} is missing; the benchmark (and nothing else) needs it.\n` +
        `Install it (Debian: apt-get install ${packages}), let the benchmark do so (--install),\n` +
        `or leave contestants out (--contestants wasock,component,wasock-php,php,c).`,
    );
  }
}

/** Debian's packages for all contestants. */
const PACKAGES = ['php-cli', 'gcc', 'libc6-dev'];

/** Installs what the benchmark needs, where there is apt-get. Needs to be root. */
export function installTools() {
  if (hasPhpSockets() && findCompiler() !== undefined) return;
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
async function compileC(name) {
  const compiler = findCompiler();
  if (compiler === undefined) throw new MissingTool('a C compiler', 'gcc libc6-dev');
  mkdirSync(BUILD, { recursive: true });
  execFileSync(compiler, ['-O2', '-Wall', '-o', BUILD + name, here(`c/${name}.c`)], { stdio: 'inherit' });
  return [BUILD + name];
}

/** The peer of the TCP rows: the same for all. */
export const preparePeer = () => compileC('peer');

/**
 * The guest, run as a user would: a core module, or a component.
 *
 * @param {'core' | 'component'} target
 */
const wasock = (target) => async () => {
  const cli = here('../dist/cli/main.js');
  if (!existsSync(cli)) throw new Error('wasock is not built: npm run build');
  mkdirSync(BUILD, { recursive: true });
  const guest = `${BUILD}rounds.${target}.wasm`;
  const build = [cli, 'build', here('guests/rounds.ts'), '--target', target, '-o', guest];
  execFileSync(process.execPath, build, { stdio: ['ignore', 'ignore', 'inherit'] });
  return [process.execPath, cli, 'run', '--allow-connect', '127.0.0.1', guest];
};

async function php() {
  if (!hasPhpSockets()) throw new MissingTool('PHP with its sockets extension', 'php-cli');
  return ['php', here('php/rounds.php')];
}

/** @type {readonly Contestant[]} */
export const CONTESTANTS = [
  { id: 'wasock', title: 'wasock', prepare: wasock('core') },
  { id: 'component', title: 'component', prepare: wasock('component') },
  { id: 'wasock-php', title: 'wasock/php', prepare: async () => [process.execPath, here('js/rounds.mjs')] },
  { id: 'php', title: 'native PHP', prepare: php },
  { id: 'c', title: 'C', prepare: () => compileC('rounds') },
];
