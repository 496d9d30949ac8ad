// The cases of the property tests' guests: what each prints, wherever it runs. The tables are in test/properties/cases/,
// named for the guests; Node's tests run them over each way of linking (in-node.ts), test/wasip2/ in WASI's runtimes.
import type { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { PolicyRules } from 'wasock';
import { argumentsFor, type Family } from './families.ts';
import type { Outcome } from './guest.ts';
import { lineServer } from './peer.ts';

/** Lines, or matchers of lines; a function where the family makes a difference. */
export type Expected = readonly unknown[] | ((family: Family) => readonly unknown[]);

/** One case of a guest. */
export interface GuestCase {
  /** What it shows. */
  readonly fact: string;
  readonly families: readonly Family[];
  readonly lines: Expected;
  /** PHP's warnings; none if absent. */
  readonly warnings?: Expected;
  /** What it may do; everything on loopback and in local sockets if absent. */
  readonly policy?: PolicyRules;
  /** Arguments after the case, the family and, for unix, the path. */
  readonly args?: readonly string[] | ((family: Family) => readonly string[]);
  /** Somebody outside, who is there before the guest is started; gives its last arguments. */
  readonly peer?: Peer;
  /** Whether that one does nothing: then the guest may block the thread that both are on. */
  readonly isPeerSilent?: boolean;
  /** A shell script that makes the interfaces of a network which the case needs for itself. */
  readonly network?: string;
}

export type Peer = (family: Family, path: string) => Promise<readonly string[]>;

/** By the guest's first argument. */
export type Cases = Readonly<Record<string, GuestCase>>;

/** The file of a guest. */
export function guestFile(name: string): string {
  return fileURLToPath(new URL(`../properties/guests/${name}.ts`, import.meta.url));
}

/** Makes ready for one run of a case: its arguments, with its peer there. */
export async function startCase(name: string, { args = [], peer }: GuestCase, family: Family): Promise<string[]> {
  const words = argumentsFor(name, family);
  const more = typeof args === 'function' ? args(family) : args;
  const last = peer === undefined ? [] : await peer(family, words[2] ?? '');
  return [...words, ...more, ...last];
}

/** The whole outcome that a case has over a family. */
export function outcomeOf({ lines, warnings = [] }: GuestCase, family: Family): Record<keyof Outcome, unknown> {
  const of = (expected: Expected) => (typeof expected === 'function' ? expected(family) : expected);
  return { code: 0, lines: of(lines), warnings: of(warnings) };
}

/** A server on loopback, whose port it tells, or on the path, that answers lines. @param answer made anew for each run */
export function answering(answer: () => (line: string, connection: Socket) => void): Peer {
  return async (family, path) => {
    const { port } = await lineServer(family, path, answer());
    return family === 'unix' ? [] : [String(port)];
  };
}
