import { camel, pascal } from '../abi/names.ts';
import { INTERFACES } from '../generated/interfaces.ts';
import { LinkError } from '../trap.ts';
import type { ComponentImport } from '../wasm/component-names.ts';
import { checkImportTypes } from '../wasm/import-types.ts';
import { bare } from './bare.ts';

/**
 * The imports that a component asks for: functions that its interfaces have in the WIT, as they are typed there, in objects
 * that inherit nothing. A component chooses the names: that of a function becomes a property of its interface or of a class
 * there, and `constructor` is one of every object. Nor is a class on offer one to make objects of: some hold permissions.
 *
 * @param given by interface, without versions
 * @throws LinkError if it asks for what is not given, or takes it for something of another type
 */
export function onlyWanted(
  wanted: readonly ComponentImport[],
  given: Readonly<Record<string, object>>,
): Record<string, object> {
  checkImportTypes(wanted, INTERFACES);
  const found: Record<string, object> = Object.create(null);
  for (const { name, kind, functions } of wanted) {
    if (kind === 'type') continue;
    // jco's generated code asks for the name without a version.
    const key = name.replace(/@.*$/, '');
    const offered = ownProperty(given, key);
    if (kind !== 'instance' || !isObject(offered)) {
      throw new LinkError(`the component imports '${name}', which wasock does not provide`);
    }
    // Of the namespaces that are spoken for, there is what is in the WIT.
    if (!INTERFACES.has(key) && /^(wasi|wasock):/.test(key)) {
      throw new LinkError(`the component imports '${name}', which wasock does not provide`);
    }
    for (const called of functions.keys()) {
      if (!offers(offered, called)) {
        throw new LinkError(`the component imports '${called}' of '${name}', which wasock does not provide`);
      }
    }
    found[key] = bare(offered);
  }
  return found;
}

/** Whether an interface has a function: `run`, `[constructor]fields`, `[method]socket.bind`, `[static]socket.create`. */
function offers(offered: object, name: string): boolean {
  const [, kind, resource = '', method = ''] = /^\[(constructor|method|static)\]([^.]+)(?:\.(.+))?$/.exec(name) ?? [];
  if (kind === undefined) return typeof ownProperty(offered, camel(name)) === 'function';
  const owner = ownProperty(offered, pascal(resource));
  if (typeof owner !== 'function' || kind === 'constructor') return typeof owner === 'function';
  if (kind === 'static') return typeof ownProperty(owner, camel(method)) === 'function';
  for (let at: unknown = owner.prototype; isObject(at) && at !== Object.prototype; at = Object.getPrototypeOf(at)) {
    const found = ownProperty(at, camel(method));
    if (found !== undefined) return typeof found === 'function' && method !== 'constructor';
  }
  return false;
}

function ownProperty(object: object, name: string): unknown {
  return Object.hasOwn(object, name) ? Reflect.get(object, name) : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
