import { writeSync } from 'node:fs';
import type { Severity } from './host.ts';

const TITLES: Readonly<Record<Severity, string>> = { warning: 'Warning', notice: 'Notice', deprecated: 'Deprecated' };

/** Prints a PHP warning on the standard error stream, at once and in order with what the guest itself prints. */
export function printWarning(message: string, severity: Severity): void {
  writeSync(2, `${TITLES[severity]}: ${message}\n`);
}
