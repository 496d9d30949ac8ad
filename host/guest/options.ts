import { HOST_OPTIONS, type Kind, type Kinds } from '../options.ts';
import type { GuestOptions } from './run.ts';
import type { SpawnOptions } from './spawn.ts';

const DESCRIPTOR: Kind = {
  expected: 'a descriptor',
  accepts: (value) => Number.isInteger(value) && Number(value) >= 0,
};

/** The options of a guest in a worker. */
export const SPAWN_OPTIONS: Kinds<SpawnOptions> = {
  ...HOST_OPTIONS,
  args: { expected: 'a list of texts', accepts: (value) => Array.isArray(value) && value.every(isText) },
  env: { expected: 'an object of texts', accepts: isTexts },
  stdin: DESCRIPTOR,
  stdout: DESCRIPTOR,
  stderr: DESCRIPTOR,
};

/** The options of a guest on this thread. */
export const GUEST_OPTIONS: Kinds<GuestOptions> = {
  ...SPAWN_OPTIONS,
  wait: { expected: "'block' or 'suspend'", accepts: (value) => value === 'block' || value === 'suspend' },
};

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isTexts(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every(isText);
}
