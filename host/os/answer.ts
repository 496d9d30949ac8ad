// An answer, yes or no, from one thread to another that waits at a descriptor: eventfd(2), whose number is the answer.
import { read, Scratch, write } from './libc.ts';

export { createCancelDescriptor as createAnswerDescriptor } from './wake.ts';

const NO = 1;
const YES = 2;

const word = new Scratch(8);

/** Answers the thread that waits at the descriptor, once. */
export function sendAnswer(fd: number, answer: boolean): void {
  word.view.setBigUint64(0, BigInt(answer ? YES : NO), true);
  write(fd, word.address, 8);
}

/** Reads the answer. @returns 0 for no, 1 for yes, or minus the errno: EAGAIN if there is no answer yet */
export function takeAnswer(fd: number): number {
  const outcome = read(fd, word.address, 8);
  if (outcome < 0) return outcome;
  return word.view.getBigUint64(0, true) === BigInt(YES) ? 1 : 0;
}
