import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as enums from '#host/link/enums';
import { ERRNO_CASES } from '#host/os/errno';
import { platform } from '#host/os/platform';

const WIT = ['types', 'host', 'diagnostics']
  .map((name) => readFileSync(new URL(`../../../wit/${name}.wit`, import.meta.url), 'utf8'))
  .join('\n');

/** The names of a type's cases, or of a flags' flags, in the WIT's order. */
function casesOf(type: string): string[] {
  const body = new RegExp(`(?:enum|variant|flags) ${type} \\{([^}]*)\\}`).exec(WIT)?.[1] ?? '';
  return Array.from(
    body.replaceAll(/\/\/.*$/gm, '').matchAll(/%?([a-z][a-z0-9-]*)(?:\([^,]*\))?,/g),
    ([, name = '']) => name,
  );
}

const camelCase = (name: string): string => name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());

test.each([
  ['errno', ERRNO_CASES],
  ['address-family', enums.ADDRESS_FAMILIES],
  ['socket-type', enums.SOCKET_TYPES],
  ['shutdown-how', enums.SHUTDOWN_HOWS],
  ['socket-address', enums.SOCKET_ADDRESSES],
  ['option-name', enums.OPTION_NAMES],
  ['option-value', enums.OPTION_VALUES],
  ['membership-action', enums.MEMBERSHIP_ACTIONS],
  ['lookup-error', enums.LOOKUP_ERRORS],
  ['outgoing-control', enums.OUTGOING_CONTROLS],
  ['incoming-control', enums.INCOMING_CONTROLS],
  ['severity', enums.SEVERITIES],
])('the cases of %s stand in the order of the WIT', (type, cases) => {
  expect(casesOf(type).length).toBeGreaterThan(1);
  expect(cases).toEqual(casesOf(type));
});

test.each([
  ['send-flags', Object.keys(platform.sendFlags)],
  ['receive-flags', Object.keys(platform.receiveFlags)],
  ['message-flags', enums.MESSAGE_FLAGS],
  ['lookup-flags', Object.keys(platform.lookupFlags)],
])('the bits of %s stand in the order of the WIT', (type, names) => {
  expect(casesOf(type).length).toBeGreaterThan(1);
  expect(names).toEqual(casesOf(type).map(camelCase));
});
