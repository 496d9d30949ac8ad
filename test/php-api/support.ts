// A `wasock/php` object for one test.
import { expect, onTestFinished } from 'vitest';
import { AF_INET, AF_UNIX, createPhp, type HostOptions, type Php, SOCK_STREAM, type Socket } from 'wasock/php';
import { LOOPBACK } from '../support/guest.ts';
import { openSockets } from '../support/descriptors.ts';

/** PHP's functions, and the warnings that they have raised. They are closed with the test, and nothing stays open. */
export function usePhp(options: HostOptions = {}): Php & { warnings: string[] } {
  const before = openSockets();
  const warnings: string[] = [];
  const php = createPhp({ policy: LOOPBACK, onWarning: (message) => void warnings.push(message), ...options });
  onTestFinished(() => {
    php.close();
    expect(openSockets()).toEqual(before);
  });
  return { ...php, warnings };
}

/** Two connected local sockets. */
export function pairOf(php: Php, type: number = SOCK_STREAM): [Socket, Socket] {
  return defined(php.socketCreatePair(AF_UNIX, type, 0));
}

/** A TCP connection on loopback: both ends, and the socket that listens. */
export function connectionOf(php: Php): { client: Socket; server: Socket; listener: Socket; port: number } {
  const listener = defined(php.socketCreate(AF_INET, SOCK_STREAM, 0));
  expect(php.socketBind(listener, '127.0.0.1')).toBe(true);
  expect(php.socketListen(listener)).toBe(true);
  const port = defined(defined(php.socketGetsockname(listener)).port);
  const client = defined(php.socketCreate(AF_INET, SOCK_STREAM, 0));
  expect(php.socketConnect(client, '127.0.0.1', port)).toBe(true);
  return { client, server: defined(php.socketAccept(listener)), listener, port };
}

/** What a function that must not fail has given. */
export function defined<T>(value: T | undefined): T {
  if (value === undefined) throw new TypeError('the function gave FALSE');
  return value;
}

/** Bytes as text. */
export function text(bytes: Uint8Array | undefined): string {
  return new TextDecoder('latin1').decode(defined(bytes));
}

/** Text as bytes. */
export function bytesOf(characters: string): Uint8Array {
  return new TextEncoder().encode(characters);
}
