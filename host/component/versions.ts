/** The name of an interface, `wasi:io/poll@0.2.12`, without its version, and that. */
export function splitName(name: string): { readonly own: string; readonly version: string | undefined } {
  const [, own = '', version] = /^([^@]*)(?:@(.*))?$/s.exec(name) ?? [];
  return { own, version };
}

/** Whether two versions are compatible by semver. */
export function isCompatible(one: string, other: string): boolean {
  return trackOf(one) === trackOf(other);
}

/** What compatible versions have in common: the number before the first dot, or while that is 0 the second one, too. */
function trackOf(version: string): string {
  const [, major = '', minor = ''] = /^(\d+)\.(\d+)/.exec(version) ?? [];
  return major === '0' ? `0.${minor}` : major;
}
