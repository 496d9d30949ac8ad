// The vocabularies of an interface: enums, variants and flags, whose order is the boundary's.

/** @import { Case, Interface } from './model/types.ts' */

/**
 * A type that has cases, or flags: what a case's position, or a flag's bit, stands for.
 *
 * @typedef {{ name: string, kind: 'enum' | 'variant' | 'flags', cases: readonly Case[] }} Vocabulary
 */

/** @param {Interface} api @returns {Vocabulary[]} */
export function vocabulariesOf(api) {
  /** @type {Vocabulary[]} */
  const found = [];
  for (const definition of api.definitions) {
    const { name, kind } = definition;
    if (kind === 'flags') found.push({ name, kind, cases: definition.flags });
    if (kind === 'enum' || kind === 'variant') found.push({ name, kind, cases: definition.cases });
  }
  return found;
}
