// What follows from the WIT's `errno`: the number that Linux gives each case, and glibc's text of it.
import { linuxTable } from './linux.mjs';
import { ownType } from './sources.mjs';

/** Linux gives EWOULDBLOCK and EDEADLOCK the numbers of EAGAIN and EDEADLK, and nobody the ones that were theirs. */
const UNUSED_NUMBERS = [41, 58];

/**
 * The errors, in the order of the WIT, which is that of Linux's numbers, from 1.
 *
 * @returns {{ name: string, number: number, text: string }[]}
 * @throws {RangeError} if the platform's table has another number for one
 */
export function errors() {
  const { cases } = ownType('types', 'errno', 'enum');
  const all = Array.from({ length: cases.length + UNUSED_NUMBERS.length }, (_, index) => index + 1);
  const numbers = all.filter((number) => !UNUSED_NUMBERS.includes(number));
  const listed = linuxTable('errno');
  return cases.map(({ name, docs }, index) => {
    const number = numbers[index] ?? 0;
    if ((listed.get(name) ?? number) !== number) throw new RangeError(`${name} stands where ${number} is its number`);
    return { name, number, text: docs.join(' ').replace(/\.$/, '') };
  });
}
