// Rules from a file: --policy.
import { Policy, PolicyError, type PolicyRules } from '../policy.ts';
import { messageOf } from '../thrown.ts';
import { readNamedFile } from './files.ts';
import { UsageError } from './flags.ts';
import { errorOffset, JsonPositions } from './json-positions.ts';

/**
 * The rules of a file.
 *
 * @throws {UsageError} with the line and the column of what is wrong in it
 */
export function readPolicyFile(path: string): PolicyRules {
  const text = decoded(path);
  const wrongAt = (offset: number, message: string): UsageError => {
    const before = text.slice(0, offset).split('\n');
    return new UsageError(`${path}:${before.length}:${(before.at(-1) ?? '').length + 1}: ${message}`);
  };
  let rules: unknown;
  try {
    rules = JSON.parse(text);
  } catch (error) {
    throw wrongAt(errorOffset(text), `not JSON: ${messageOf(error)}`);
  }
  const positions = new JsonPositions(text);
  // JSON.parse keeps only the last of two. The first would be lost, and it may be the one that denies.
  const [twice] = positions.repeated;
  if (twice !== undefined) throw wrongAt(twice.offset, `the key '${twice.key}' is repeated`);
  try {
    Policy.validate(rules as PolicyRules);
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    throw wrongAt(positions.of(error.key) ?? 0, error.message);
  }
  return rules as PolicyRules;
}

function decoded(path: string): string {
  const bytes = readNamedFile(path);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError(`${path} is not UTF-8 text`);
  }
}

/** Rules that allow what either allows, and deny what either denies. Where there can be one value only, it is the second's. */
export function mergeRules(first: PolicyRules, second: PolicyRules): PolicyRules {
  const merged: Record<string, unknown> = { ...first };
  for (const [key, value] of Object.entries(second)) {
    const other = merged[key];
    merged[key] = Array.isArray(value) ? [...new Set([...(Array.isArray(other) ? other : []), ...value])] : value;
    if (typeof value === 'boolean') merged[key] = value || other === true;
  }
  return merged;
}
