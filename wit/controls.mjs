// What follows from the WIT of a kind of control message: the name of its type in PHP and in C, which its documentation
// begins with; its level; and whether its data is a number.
import { levelOf } from './options.mjs';
import { ownType } from './sources.mjs';

/** @import { Case, Type } from './model/types.ts' */

/** What has no case of its own. */
const REST = 'other';

/** The bytes of each type of number, as the system has it. @type {Map<Type | null, number>} */
const NUMBERS = new Map([
  ['s32', 4],
  ['u16', 2],
]);

/**
 * `name` is the constant in kebab-case; `outgoing` and `incoming` are cases of the variants; `bytes` is how long a number
 * is in the system, 0 where the data is no number.
 *
 * @typedef {{
 *   name: string, constant: string, level: string, outgoing: string | null, incoming: string | null, bytes: number
 * }} Control
 */

/**
 * The kinds of control messages: those that can be sent, then those that can only be received.
 *
 * @returns {Control[]}
 * @throws {SyntaxError} if the documentation of one does not begin with its type
 */
export function controls() {
  const outgoing = ownType('host', 'outgoing-control', 'variant');
  const incoming = ownType('host', 'incoming-control', 'variant');
  const received = new Map(incoming.cases.map((each) => [each.name, each]));
  const sent = new Set(outgoing.cases.map(({ name }) => name));
  return [
    ...outgoing.cases.flatMap((each) => rows(each, each.name, received.get(each.name)?.name ?? null)),
    ...incoming.cases.flatMap((each) => (sent.has(each.name) || each.name === REST ? [] : rows(each, null, each.name))),
  ];
}

/** @param {Case} control @param {string | null} outgoing @param {string | null} incoming @returns {Control[]} */
function rows({ name: own, docs, type }, outgoing, incoming) {
  const [, first, second] = /^`([A-Z0-9_]+)`(?: and `([A-Z0-9_]+)`)?[.,:]/.exec(docs[0] ?? '') ?? [];
  if (first === undefined) throw new SyntaxError(`${own}: its documentation begins with the name of its type in C`);
  return [first, ...(second === undefined ? [] : [second])].map((constant) => {
    const name = constant.toLowerCase().replaceAll('_', '-');
    return { name, constant, level: levelOf(name), outgoing, incoming, bytes: NUMBERS.get(type) ?? 0 };
  });
}
