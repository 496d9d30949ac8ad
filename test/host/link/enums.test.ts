import { expect, test } from 'vitest';
import * as enums from '#host/link/enums';
import { ERRNO_CASES } from '#host/os/errno';
import { platform } from '#host/os/platform';
import { casesOf } from '../../support/wit-cases.ts';

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
  ['outgoing-control', enums.OUTGOING_CONTROLS, 'host'],
  ['incoming-control', enums.INCOMING_CONTROLS, 'host'],
  ['severity', enums.SEVERITIES, 'diagnostics'],
])('the cases of %s stand in the order of the WIT', (type, cases, file = 'types') => {
  expect(cases).toEqual(casesOf(type, file));
});

test.each([
  ['send-flags', Object.keys(platform.sendFlags)],
  ['receive-flags', Object.keys(platform.receiveFlags)],
  ['message-flags', enums.MESSAGE_FLAGS],
  ['lookup-flags', Object.keys(platform.lookupFlags)],
])('the bits of %s stand in the order of the WIT', (type, names) => {
  expect(names).toEqual(casesOf(type).map(camelCase));
});
