// The WIT files of this package, read by wit/model/.
import { readdirSync, readFileSync } from 'node:fs';
import { readWit } from './model/index.mjs';

/** @import { Definition, Interface, Model } from './model/types.ts' */

const FOLDERS = ['.', 'wasip2', 'deps'];

/** The texts: wasock's own, what it imports of WASI 0.2.0, and WASI 0.2.12. */
export function witTexts() {
  return FOLDERS.flatMap((folder) => {
    const url = new URL(`${folder}/`, import.meta.url);
    const names = readdirSync(url).filter((name) => name.endsWith('.wit'));
    return names.sort().map((name) => ({
      path: `wit/${folder === '.' ? '' : `${folder}/`}${name}`,
      text: readFileSync(new URL(name, url), 'utf8'),
    }));
  });
}

/** @type {Model | undefined} */
let read;

/** Everything that is in wit/. @returns {Model} */
export function witModel() {
  read ??= readWit(witTexts());
  return read;
}

/** An interface of wasock's own. @param {string} name `types`, `host`, `diagnostics`, `php` @returns {Interface} */
export function ownInterface(name) {
  return witModel().interface(`wasock:sockets/${name}@0.1.0`);
}

/**
 * A type of wasock's own.
 *
 * @template {Definition['kind']} Kind
 * @param {string} api as of `ownInterface`
 * @param {string} name
 * @param {Kind} kind
 * @returns {Extract<Definition, { kind: Kind }>}
 * @throws {RangeError} if there is none of that kind
 */
export function ownType(api, name, kind) {
  const found = ownInterface(api).definitions.find((definition) => definition.name === name);
  if (found?.kind !== kind) throw new RangeError(`${api} has no ${kind} ${name}`);
  return /** @type {Extract<Definition, { kind: Kind }>} */ (found);
}

/** What this host has for components: its own interfaces, and those of WASI 0.2. @returns {Interface[]} */
export function offeredInterfaces() {
  const wasi = Array.from(witModel().packages.values())
    .filter(({ id }) => /^wasi:.*@0\.2\.12$/.test(id))
    .flatMap(({ interfaces }) => Array.from(interfaces.values()));
  return [...['host', 'diagnostics', 'types'].map(ownInterface), ...wasi];
}
