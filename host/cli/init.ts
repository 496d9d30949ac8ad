// wasock init
import { lstatSync, mkdirSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { PACKAGE_ROOT, packageVersion } from '../build/package.ts';
import { messageOf } from '../thrown.ts';
import { writeNamedFile } from './files.ts';
import { type InitCommand, UsageError } from './flags.ts';

const TEMPLATES_DIRECTORY = join(PACKAGE_ROOT, 'templates');

/** What every project has. */
const COMMON = 'common';

/** npm would read a .gitignore in the package as its own. */
const RENAMED = new Map([['gitignore', '.gitignore']]);

/** Writes a project, and says how to start it. @returns the exit code */
export async function init({ folder, template, force }: InitCommand): Promise<number> {
  makeDirectory(folder);
  const files = [...filesOf(template, folder), ...filesOf(COMMON, folder)];
  const existing = files.map(({ name }) => name).filter((name) => isThere(join(folder, name)));
  if (existing.length > 0 && !force && !(await mayOverwrite(folder, existing))) return 2;
  for (const { name, text } of files) writeNamedFile(join(folder, name), new TextEncoder().encode(text));
  const enter = resolve(folder) === process.cwd() ? [] : [`  cd ${shown(folder)}`];
  const next = ['next:', ...enter, '  npm install', '  npm start', '  npm test'];
  process.stdout.write(`${[`wrote ${files.map(({ name }) => name).join(', ')}`, ...next].join('\n')}\n`);
  return 0;
}

/** Whether a name is taken, by a link that leads nowhere too: writing would make what it leads to. */
function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function makeDirectory(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new UsageError(`cannot make the folder ${folder}: ${messageOf(error)}`);
  }
}

/** Files of a template, as they are written into a folder. */
function filesOf(template: string, folder: string): { name: string; text: string }[] {
  const directory = join(TEMPLATES_DIRECTORY, template);
  const filled = { '{{name}}': packageName(folder), '{{wasock}}': dependency(folder) };
  return readdirSync(directory).map((name) => {
    let text = readFileSync(join(directory, name), 'utf8');
    if (name === 'package.json')
      for (const [hole, value] of Object.entries(filled)) text = text.replace(hole, () => value);
    return { name: RENAMED.get(name) ?? name, text };
  });
}

/** A name that npm takes, after the folder's. */
function packageName(folder: string): string {
  const name = basename(resolve(folder))
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  return name === '' || name === 'wasock' ? 'guest' : name;
}

/** What the project depends on: this version, or this checkout, where the command is not an installed package's. */
function dependency(folder: string): string {
  const root = realpathSync(PACKAGE_ROOT);
  if (root.includes(`${sep}node_modules${sep}`)) return `^${packageVersion()}`;
  const path = relative(realpathSync(folder), root);
  return JSON.stringify(`file:${path}`).slice(1, -1);
}

/** Asks, on a terminal. @throws UsageError where there is none */
async function mayOverwrite(folder: string, existing: readonly string[]): Promise<boolean> {
  const what = `${folder} already has ${existing.join(', ')}`;
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    throw new UsageError(`${what}; nothing was written. --force overwrites`);
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(`${what}. Overwrite? [y/N] `);
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}

/** A path in the words of a shell. */
function shown(path: string): string {
  return /^[\w./-]+$/.test(path) && !path.startsWith('-') ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;
}
