// Errors in the guest: case of the WIT's errno <-> number of Linux <-> text of glibc. The tables come from the WIT. A
// test compares them with PHP's (test/php/strerror.json).
import { NUMBERS, TEXTS } from "./generated/errno";

/** The base of PHP's numbers for failed lookups: the last error is `-10000 - h_errno`. See netdb.h, hstrerror(3). */
const LOOKUP_ERRORS: i32 = -10000;

/** The texts of hstrerror for `h_errno` 0 to 4, a line each. */
const LOOKUP_TEXTS: string = `Resolver Error 0 (no error)
Unknown host
Host name lookup failure
Unknown server error
No address associated with name`;

/** How many lines LOOKUP_TEXTS has. */
const LOOKUP_ERRORS_KNOWN: i32 = 5;

/** The number of a case of the WIT's errno. */
export function errnoOfCase(index: i32): i32 {
  return unchecked(NUMBERS[index]);
}

/** The text of an error number as PHP has it: an errno, or `-10000 - h_errno`. */
export function errnoText(number: i32): string {
  if (number < LOOKUP_ERRORS) {
    const lookup = LOOKUP_ERRORS - number;
    return lookup < LOOKUP_ERRORS_KNOWN ? lineOf(LOOKUP_TEXTS, lookup) : "Unknown resolver error";
  }
  if (number == 0) return "Success";
  if (number > 0 && number < 256) {
    const index = NUMBERS.indexOf(<u8>number);
    if (index >= 0) return lineOf(TEXTS, index);
  }
  return "Unknown error " + number.toString();
}

/** A line of a text, from 0. */
function lineOf(text: string, line: i32): string {
  let start = 0;
  for (let i = 0; i < line; i++) start = text.indexOf("\n", start) + 1;
  const end = text.indexOf("\n", start);
  return text.substring(start, end < 0 ? text.length : end);
}
