// The programs of the documentation do what it shows. A page's files (```` ```ts [server.ts] ````) lie in a folder, in
// which the commands of its blocks of `console` run one after the other, and print what stands below them; `…` stands for
// anything. A command that goes on, such as a server, goes on beside those below it. Numbers of ports are free ones.
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { env, execPath, pid } from 'node:process';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { hasWasiCompiler } from '../support/c-guests.ts';
import { Command, EXAMPLES, MAIN } from '../support/command-line.ts';
import { NODE_26 } from '../support/families.ts';
import { blocksOf, PAGES, pageText } from '../support/pages.ts';
import { freePort } from '../support/peer.ts';
import { hasWasmtime, JCO, WASMTIME } from '../wasip2/runtimes.ts';

/** What a page says that it needs, `<!-- needs: Node 26 -->`, or its commands do. */
const MISSING = Object.entries({ 'wasock cc': hasWasiCompiler, '$ wasmtime': hasWasmtime, 'needs: Node 26': NODE_26 })
  .filter(([, isThere]) => isThere === undefined || isThere === false)
  .map(([words]) => words);

const isConsole = (language: string, comment: string | undefined): boolean =>
  language === 'console' && comment === undefined;

const SHOWN = PAGES.filter((page) => blocksOf(page).some(({ language, comment }) => isConsole(language, comment)));

/** The tools that a user has installed, as they are here. */
const TOOLS = (node: string): Record<string, string> => ({
  node: `exec '${node}' --no-warnings "$@"`,
  npx: `tool=$1; shift; case $tool in
    wasock) exec '${node}' '${MAIN}' "$@" ;;
    jco) exec '${execPath}' '${JCO}' "$@" ;;
  esac`,
  // The real one takes `run` and its flags; that of the tests has the network, and takes the program.
  wasmtime: `while [ "\${1%.wasm}" = "$1" ]; do shift; done; exec '${WASMTIME.join("' '")}' "$@"`,
});

/** A folder inside the package, whose programs may import it by its name. */
function folderOf(page: string, files: readonly { file: string; text: string }[]): string {
  const name = `docs-${pid}-${page.replace(/\W/g, '-')}`;
  const path = fileURLToPath(new URL(`../../build/${name}/`, import.meta.url));
  mkdirSync(join(path, 'bin'), { recursive: true });
  onTestFinished(() => rmSync(path, { force: true, recursive: true }));
  symlinkSync(EXAMPLES, join(path, 'examples'));
  for (const { file, text } of files) writeFileSync(join(path, file), text);
  const node = pageText(page).includes('needs: Node 26') ? NODE_26 : execPath;
  for (const [tool, script] of Object.entries(TOOLS(node ?? execPath))) {
    writeFileSync(join(path, 'bin', tool), `#!/bin/sh\n${script}\n`);
    chmodSync(join(path, 'bin', tool), 0o755);
  }
  return path;
}

/** The commands of a transcript, and what each prints. */
function commandsOf(transcript: string): { command: string; printed: string }[] {
  return transcript
    .split(/^\$ /m)
    .slice(1)
    .map((text) => {
      const [command = '', ...lines] = text.split('\n');
      return { command, printed: lines.join('\n').trimEnd() };
    });
}

const asPattern = (text: string): RegExp =>
  new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll('…', '.*')}\n`);

test.each(SHOWN)('the commands of %s print what stands below them', { timeout: 240_000 }, async (page) => {
  const missing = MISSING.filter((words) => pageText(page).includes(words));
  if (missing.length > 0) return console.warn(`${page} is not run: there is no ${missing.join(', no ')}`);

  const ports = new Map<string, string>();
  for (const port of ['5000', '7000', '8080']) ports.set(port, String(await freePort()));
  const here = (text: string) => text.replace(/\b(?:5000|7000|8080)\b/g, (port) => ports.get(port) ?? port);

  const blocks = blocksOf(page).filter(({ comment }) => comment === undefined);
  const files = blocks.flatMap(({ file, text }) => (file === undefined ? [] : [{ file, text: here(text) }]));
  const folder = folderOf(page, files);
  const environment = {
    ...env,
    XDG_CACHE_HOME: join(folder, 'cache'),
    PATH: `${join(folder, 'bin')}${delimiter}${env['PATH']}`,
  };
  const commands = blocks.filter(({ language }) => language === 'console').flatMap(({ text }) => commandsOf(text));
  const failed: string[] = [];
  for (const { command, printed } of commands) {
    // What is one program takes the shell's place, so that the end of the test is its end.
    const words = /[|;&]/.test(command) ? `(${here(command)})` : `exec ${here(command)}`;
    const running = new Command('sh', ['-c', `cd '${folder}' && ${words} 2>&1`], undefined, environment);
    if (printed !== '') await running.printed(asPattern(here(printed)));
    else if ((await running.exited) !== 0) failed.push(`${command}\n${running.stdout}`);
  }
  expect(failed).toEqual([]);
});
