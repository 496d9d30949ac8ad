// Where a scenario of test/php/ goes another way over WASI than in PHP: what is found, and what scenarios/NAME.txt lists.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Scenario } from '../php/parse.ts';
import { referencesIn } from '../php/statements.ts';
import { type Block, blocksOf } from '../php/transcript.ts';
import type { Runtime } from './runtimes.ts';

/** A statement that gives something else. */
export interface Difference {
  readonly source: string;
  readonly lines: readonly string[];
  /** The only runtime where it does; every one if null. */
  readonly runtime: Runtime | null;
  /** A row of scenarios.md; empty: none has been given yet. */
  readonly reason: string;
}

const path = (name: string) => fileURLToPath(new URL(`scenarios/${name}.txt`, import.meta.url));

/** What every option gives that is not there. */
const NO_OPTION =
  /^Warning: \w+\(\): Unable to (set|retrieve) socket option \[92\]: Protocol not available\n= FALSE\nerrno 92$/;

/** The listing of a scenario; it has no file if nothing differs. */
export function readListing(name: string): string {
  return existsSync(path(name)) ? readFileSync(path(name), 'utf8') : '';
}

export function writeListing(name: string, text: string): void {
  if (text === '') rmSync(path(name), { force: true });
  else writeFileSync(path(name), text);
}

/** A listing as text: a line of what is like `> source  #reason in jco`, and what it gives, unless that is ENOPROTOOPT. */
export function listingOf(differences: readonly Difference[]): string {
  return differences
    .map(({ source, lines, runtime, reason }) => {
      const head = `> ${source}  #${reason}${runtime === null ? '' : ` in ${runtime}`}`;
      return lines.length === 0 ? `${head}\n` : `${[head, ...lines].join('\n')}\n\n`;
    })
    .join('');
}

export function parseListing(text: string): Difference[] {
  return blocksOf(text).map(({ source: head, lines }) => {
    const [, source = head, reason = '', runtime = null] = /^(.*) {2}#([\w-]*)(?: in (\w+))?$/.exec(head) ?? [];
    return { source, lines, reason, runtime: runtime as Runtime | null };
  });
}

/** What differs from `here`, with the reasons that the same differences have in `listed`. */
export function differencesBetween(
  here: readonly Block[],
  there: ReadonlyMap<Runtime, readonly Block[]>,
  listed: readonly Difference[],
): Difference[] {
  const reasons = new Map<string, string[]>();
  const keyOf = (block: Block, runtime: Runtime | null) => JSON.stringify([block.source, block.lines, runtime]);
  for (const one of listed) {
    const key = keyOf(one, one.runtime);
    reasons.set(key, [...(reasons.get(key) ?? []), one.reason]);
  }
  return here.flatMap((block, index) =>
    others(block, index, there).map(({ source, lines, runtime }) => {
      const reason = reasons.get(keyOf({ source, lines }, runtime))?.shift() ?? '';
      return { source, lines, runtime, reason };
    }),
  );
}

/** What a statement gives that is not what `block` says, once if it is the same everywhere. */
function others(
  { source, lines: wanted }: Block,
  index: number,
  there: ReadonlyMap<Runtime, readonly Block[]>,
): Omit<Difference, 'reason'>[] {
  const isSame = (one: readonly string[], other: readonly string[]) => one.join('\n') === other.join('\n');
  const found = Array.from(there, ([runtime, blocks]) => ({ runtime, lines: blocks[index]?.lines ?? ['not reached'] }))
    .filter(({ lines }) => !isSame(lines, wanted) && !isLeftOut(lines))
    .map(({ runtime, lines }) => ({ source, lines: NO_OPTION.test(lines.join('\n')) ? [] : lines, runtime }));
  const [first] = found;
  const isOne =
    first !== undefined && found.length === there.size && found.every(({ lines }) => isSame(lines, first.lines));
  return isOne ? [{ source, lines: first.lines, runtime: null }] : found;
}

/** Whether a statement was left out, because it takes what a variable lacks: `without $socket`. */
function isLeftOut(lines: readonly string[]): boolean {
  return lines.length === 1 && /^without \$\w+$/.test(lines[0] ?? '');
}

/**
 * The statements that were left out although what gave their variables last went as in PHP: none. They need not be
 * listed, because they follow from one that is.
 */
export function leftOutForNothing(scenario: Scenario, here: readonly Block[], there: readonly Block[]): string[] {
  const lacking = new Set<string>();
  return there.flatMap(({ source, lines }, index) => {
    const statement = scenario.statements[index];
    const isLike = lines.join('\n') === here[index]?.lines.join('\n');
    const [, name = ''] = isLeftOut(lines) ? (/\$(\w+)/.exec(lines[0] ?? '') ?? []) : [];
    const isUnfounded = name !== '' && !lacking.has(name);
    const given = statement === undefined ? [] : referencesIn(statement.value).map((reference) => reference.name);
    for (const variable of [...given, ...(statement?.target == null ? [] : [statement.target])]) {
      if (isLike) lacking.delete(variable);
      else lacking.add(variable);
    }
    return isUnfounded ? [`${source}: ${lines.join()}`] : [];
  });
}
