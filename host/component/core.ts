// Core modules and their instances, inside a component.
import { LinkError } from '../trap.ts';
import type { CoreSort } from './definitions.ts';
import type { CoreFunctionItem, CoreInstance, CoreItem, CoreModule } from './items.ts';

/** The exports of an instance of a module. Those of kinds that components have not are left out. */
export function exportsOf({ signatures }: CoreModule, exports: WebAssembly.Exports): CoreInstance {
  const items = new Map<string, CoreItem>();
  for (const [name, value] of Object.entries(exports)) {
    const item = itemOf(name, value, signatures, items);
    if (item !== undefined) items.set(name, item);
  }
  return items;
}

function itemOf(
  name: string,
  value: WebAssembly.ExportValue,
  signatures: CoreModule['signatures'],
  from: CoreInstance,
): CoreItem | undefined {
  if (value instanceof WebAssembly.Memory) return { sort: 'core memory', value: { memory: value, from } };
  if (value instanceof WebAssembly.Table) return { sort: 'core table', value };
  if (value instanceof WebAssembly.Global) return { sort: 'core global', value };
  const signature = signatures.get(name);
  if (typeof value !== 'function' || signature === undefined) return undefined;
  const callee = value as CoreFunctionItem['callee'];
  return { sort: 'core function', value: { callee, signature, isNative: true, waits: false } };
}

/** Something that a core instance exports. @throws LinkError if there is none of that sort */
export function exported(instance: CoreInstance, sort: CoreSort, name: string): CoreItem {
  const item = instance.get(name);
  if (item?.sort !== sort) throw new LinkError(`the component takes a ${sort} '${name}' from where there is none`);
  return item;
}

/**
 * The import object of a core module: each import looked up where the component says, with its kind and type checked. Its
 * objects inherit nothing, because engines also read inherited properties.
 *
 * @param args the instances, by the names of modules
 * @param wrap makes of a function that may wait one that suspends the guest
 * @throws LinkError if something is not there, or is of another kind or type
 */
export function coreImportObject(
  { imports }: CoreModule,
  args: ReadonlyMap<string, CoreInstance>,
  wrap: (item: CoreFunctionItem) => WebAssembly.ImportValue,
): WebAssembly.Imports {
  const modules: WebAssembly.Imports = Object.create(null);
  for (const { module, name, kind, signature } of imports) {
    const item = args.get(module)?.get(name);
    if (item?.sort !== `core ${kind}`) {
      throw new LinkError(
        `a core module imports a ${kind} '${name}' of '${module}', which the component does not give it`,
      );
    }
    const own = (modules[module] ??= Object.create(null));
    if (item.sort !== 'core function') own[name] = item.sort === 'core memory' ? item.value.memory : item.value;
    else if (item.value.signature !== signature) {
      throw new LinkError(
        `a core module imports '${name}' of '${module}' as ${signature}: it is ${item.value.signature}`,
      );
    } else own[name] = item.value.waits ? wrap(item.value) : (item.value.callee as WebAssembly.ImportValue);
  }
  return modules;
}
