// Linux's numbers, whose one home is host/os/linux.ts. PHP's constants and C's macros have the same numbers, wherever the
// program runs.
import { readFileSync } from 'node:fs';

const PATH = 'host/os/linux.ts';

const TEXT = readFileSync(new URL(`../${PATH}`, import.meta.url), 'utf8').replaceAll(/ *\/\/.*$/gm, '');

const NUMBER = '-?(?:0x[0-9a-f]+|\\d+)';

/**
 * A table of numbers, by the names of its rows. A row without a number is left out: the system lacks it.
 *
 * @param {string} name as `options`
 * @returns {Map<string, number>}
 * @throws {SyntaxError} if there is no such table, or a row that is no number
 */
export function linuxTable(name) {
  const body = new RegExp(`^  ${name}: \\{([^{}]*)\\},$`, 'm').exec(TEXT)?.[1];
  if (body === undefined) throw new SyntaxError(`${PATH} has no table ${name}`);
  const rows = body.split(',').flatMap((text) => {
    const row = text.trim();
    const [, key = '', value = ''] = new RegExp(`^'?([\\w-]+)'?: (${NUMBER}|null)$`).exec(row) ?? [];
    if (row !== '' && key === '') throw new SyntaxError(`${PATH}: ${name} has a row that is no number: ${row}`);
    return row === '' || value === 'null' ? [] : [/** @type {[string, number]} */ ([key, Number(value)])];
  });
  return new Map(rows);
}

/**
 * A number that stands by itself, under C's name.
 *
 * @param {string} name as `SOL_SOCKET`
 * @throws {SyntaxError} if there is none
 */
export function linuxNumber(name) {
  const value = new RegExp(`^  ${name}: (${NUMBER}),$`, 'm').exec(TEXT)?.[1];
  if (value === undefined) throw new SyntaxError(`${PATH} has no number ${name}`);
  return Number(value);
}
