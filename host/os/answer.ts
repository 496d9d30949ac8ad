// An answer from one thread to another that waits at a descriptor: eventfd(2), whose number is the answer.
import { read, Scratch, write } from './libc.ts';

export { createCancelDescriptor as createAnswerDescriptor } from './wake.ts';

const word = new Scratch(8);

/** Answers the thread that waits at the descriptor, once. See `Answer`. */
export function sendAnswer(fd: number, outcome: number, more = 0): void {
  // Not 0, which an eventfd would not tell from none.
  word.view.setBigUint64(0, ((BigInt.asUintN(32, BigInt(outcome)) << 32n) | BigInt(more)) + 1n, true);
  write(fd, word.address, 8);
}

/** What a thread is answered: 32 bits, signed, and 31 bits more. */
export type Answer = readonly [outcome: number, more: number];

/** Takes the answer. @returns undefined if there is none yet */
export function takeAnswer(fd: number): Answer | undefined {
  if (read(fd, word.address, 8) < 0) return undefined;
  const answer = word.view.getBigUint64(0, true) - 1n;
  return [Number(BigInt.asIntN(32, answer >> 32n)), Number(answer & 0xffff_ffffn)];
}
