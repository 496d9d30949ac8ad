import type { AddressFamily, Credentials, SocketType } from '../generated/wit-types.ts';
import { takeOver } from './description.ts';
import { getOption } from './get-option.ts';
import { platform } from './platform.ts';

/** What kind of socket a descriptor is. */
export interface SocketKind {
  readonly family: AddressFamily;
  readonly type: SocketType;
  readonly protocol: number;
}

/** What a received descriptor is. */
export interface Adopted extends SocketKind {
  /** Whether it was in blocking mode. */
  readonly blocking: boolean;
}

/** @returns undefined if it is no socket, or of a kind that the WIT does not have */
export function kindOf(fd: number): SocketKind | undefined {
  const family = entryOf(platform.families, option(fd, 'so-domain'));
  const type = entryOf(platform.socketTypes, option(fd, 'so-type'));
  if (family === undefined || type === undefined) return undefined;
  return { family, type, protocol: option(fd, 'so-protocol') };
}

/** Whether a socket listens. */
export function isListening(fd: number): boolean {
  return option(fd, 'so-acceptconn') > 0;
}

/**
 * Finds out what a received descriptor is, and makes its file description non-blocking, as the host needs it.
 *
 * @returns undefined as `kindOf`
 */
export function adopt(fd: number): Adopted | undefined {
  const kind = kindOf(fd);
  const blocking = kind && takeOver(fd);
  return blocking === undefined ? undefined : { ...kind!, blocking };
}

/** The value of an integer option; −1 if it does not exist. */
function option(fd: number, name: 'so-domain' | 'so-type' | 'so-protocol' | 'so-acceptconn'): number {
  const value = getOption(fd, name);
  return typeof value !== 'number' && value.tag === 'integer' ? value.val : -1;
}

function entryOf<Name extends string>(table: Readonly<Record<Name, number | null>>, number: number): Name | undefined {
  const names = Object.keys(table) as Name[];
  return names.find((name) => table[name] === number);
}

/** Whether credentials are this process' own. Others need privileges, and a guest may not send them. */
export function areOwnCredentials({ pid, uid, gid }: Credentials): boolean {
  return pid === process.pid && uid === process.getuid?.() && gid === process.getgid?.();
}
