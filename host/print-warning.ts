import { writeStream } from './os/standard-stream.ts';

/** PHP's error levels, as far as sockets raise them: `severity` of wit/diagnostics.wit. */
export type Severity = 'warning' | 'notice' | 'deprecated';

const TITLES: Readonly<Record<Severity, string>> = { warning: 'Warning', notice: 'Notice', deprecated: 'Deprecated' };

const STDERR = 2;

/** What would move a terminal's cursor, or look like another line. */
const CONTROL = /\p{Cc}/gu;

const utf8 = new TextEncoder();

/**
 * Prints a PHP warning on standard error, at once and in order with the guest's own output. It waits for room. If
 * nobody reads any more, the warning is lost. Control characters, which a guest may have chosen, are written as `\\x1b`.
 */
export function printWarning(message: string, severity: Severity): void {
  const text = message.replaceAll(CONTROL, (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`);
  writeStream(STDERR, utf8.encode(`${TITLES[severity]}: ${text}\n`));
}
