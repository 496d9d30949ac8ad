// From what stands in texts to a model: packages are put together, and every name is looked up.
import { WitError } from './lexer.mjs';
import { parseWit } from './parser.mjs';
import { checkRecursion, makeDefinition, makeFunctions } from './define.mjs';
import { makeWorld } from './worlds.mjs';

/** @import * as syntax from './syntax.ts' */
/** @import { Definition, Func, Gate, Interface, Model, Package, Position, World } from './types.ts' */

/**
 * Reads texts of WIT that belong together: whatever one names is in another. A package may be in several.
 *
 * @param {Iterable<{ path: string, text: string }>} texts `path` is for messages
 * @param {{ features?: Iterable<string> }} [options] the features whose `@unstable` items there are
 * @returns {Model}
 * @throws {WitError} if one is no WIT, or names what there is not
 */
export function readWit(texts, { features = [] } = {}) {
  const resolver = new Resolver(new Set(features));
  for (const { path, text } of texts) for (const part of parseWit(path, text)) resolver.add(part);
  return resolver.model();
}

/**
 * An interface on its way into the model, or a world.
 *
 * @template Node
 * @template Result
 * @typedef {{ node: Node, package: string, aliases: ReadonlyMap<string, syntax.Path>, made: Result | 'begun' | null }} Entry
 */

/**
 * The names of a scope: of types, and what an interface or a world has besides.
 *
 * @typedef {{ names: Map<string, Definition>, definitions: Definition[], uses: Interface[] }} Scope
 */

export class Resolver {
  #features;
  /** @type {Map<string, { id: string, docs: readonly string[], position: Position }>} */
  #packages = new Map();
  /** @type {Map<string, Entry<syntax.InterfaceSyntax, Interface>>} by the interface's id */
  #interfaces = new Map();
  /** @type {Map<string, Entry<syntax.WorldSyntax, World>>} by the world's id */
  #worlds = new Map();

  /** @param {ReadonlySet<string>} features */
  constructor(features) {
    this.#features = features;
  }

  /** @param {syntax.PackageSyntax} part a package, or a part of one that there may be more of */
  add(part) {
    const docs = part.docs.length > 0 ? part.docs : (this.#packages.get(part.id)?.docs ?? []);
    this.#packages.set(part.id, { id: part.id, docs, position: part.position });
    const { id, aliases } = part;
    for (const node of part.interfaces) this.#enter(this.#interfaces, { node, package: id, aliases, made: null });
    for (const node of part.worlds) this.#enter(this.#worlds, { node, package: id, aliases, made: null });
  }

  /**
   * @template {syntax.InterfaceSyntax | syntax.WorldSyntax} Node
   * @template Result
   * @param {Map<string, Entry<Node, Result>>} into
   * @param {Entry<Node, Result>} entry
   */
  #enter(into, entry) {
    const { node } = entry;
    if (!this.isEnabled(node.gate)) return;
    const id = fullId(entry.package, node.name);
    if (this.#interfaces.has(id) || this.#worlds.has(id)) {
      throw new WitError(node.position, `the package has two of the name '${node.name}'`);
    }
    into.set(id, entry);
  }

  /** @returns {Model} */
  model() {
    /** @type {Map<string, Package & { interfaces: Map<string, Interface>, worlds: Map<string, World> }>} */
    const packages = new Map();
    for (const { id, docs } of this.#packages.values()) {
      packages.set(id, { id, docs, interfaces: new Map(), worlds: new Map() });
    }
    for (const [id, entry] of this.#interfaces) {
      packages.get(entry.package)?.interfaces.set(entry.node.name, this.#interface(id, entry));
    }
    for (const [id, entry] of this.#worlds) {
      packages.get(entry.package)?.worlds.set(entry.node.name, this.#world(id, entry));
    }
    return {
      packages,
      interface: (id) => named(this.#interfaces, id),
      world: (id) => named(this.#worlds, id),
    };
  }

  /** Whether there is an item. @param {Gate} gate */
  isEnabled({ unstable }) {
    return unstable === null || this.#features.has(unstable);
  }

  /** The interface that a path leads to. @param {Entry<unknown, unknown>} from @param {syntax.Path} path @returns {Interface} */
  interfaceAt(from, path) {
    const id = this.#idOf(from, path, this.#interfaces);
    const entry = id === null ? undefined : this.#interfaces.get(id);
    if (id === null || entry === undefined)
      throw new WitError(path.position, `there is no interface '${pathText(path)}'`);
    if (entry.made === 'begun') throw new WitError(path.position, `'${path.name}' uses itself`);
    return this.#interface(id, entry);
  }

  /** The world that a path leads to. @param {Entry<unknown, unknown>} from @param {syntax.Path} path @returns {World} */
  worldAt(from, path) {
    const id = this.#idOf(from, path, this.#worlds);
    const entry = id === null ? undefined : this.#worlds.get(id);
    if (id === null || entry === undefined) throw new WitError(path.position, `there is no world '${pathText(path)}'`);
    if (entry.made === 'begun') throw new WitError(path.position, `'${path.name}' includes itself`);
    return this.#world(id, entry);
  }

  /**
   * The id of what a path leads to. Without a version it leads to the only one there is.
   *
   * @param {Entry<unknown, unknown>} from
   * @param {syntax.Path} path
   * @param {ReadonlyMap<string, unknown>} among
   * @returns {string | null}
   */
  #idOf(from, path, among) {
    const alias = path.package === null ? from.aliases.get(path.name) : undefined;
    if (alias !== undefined) return this.#idOf({ ...from, aliases: new Map() }, alias, among);
    if (path.package === null) return fullId(from.package, path.name);
    if (path.version !== null) return `${path.package}/${path.name}@${path.version}`;
    const own = `${path.package}/${path.name}`;
    const matching = [...among.keys()].filter((id) => id === own || id.startsWith(`${own}@`));
    return matching.length === 1 ? (matching[0] ?? null) : null;
  }

  /** @param {string} id @param {Entry<syntax.InterfaceSyntax, Interface>} entry @returns {Interface} */
  #interface(id, entry) {
    if (entry.made !== null && entry.made !== 'begun') return entry.made;
    entry.made = 'begun';
    entry.made = this.makeInterface(id, entry.node, entry);
    return entry.made;
  }

  /** @param {string} id @param {Entry<syntax.WorldSyntax, World>} entry @returns {World} */
  #world(id, entry) {
    if (entry.made !== null && entry.made !== 'begun') return entry.made;
    entry.made = 'begun';
    entry.made = makeWorld(this, id, entry.node, entry);
    return entry.made;
  }

  /**
   * An interface of its own, or inside a world.
   *
   * @param {string} id
   * @param {syntax.InterfaceSyntax} node
   * @param {Entry<unknown, unknown>} from
   * @returns {Interface}
   */
  makeInterface(id, node, from) {
    const { name, docs, gate, position } = node;
    /** @type {Func[]} */
    const functions = [];
    /** @type {Scope} */
    const scope = { names: new Map(), definitions: [], uses: [] };
    /** @type {Interface} */
    const made = { kind: 'interface', id, name, docs, gate, position, functions, ...scope };
    this.openScope(scope, node, made, from);
    // Of a resource that there is not, nothing is there.
    const there = this.enabled(node.functions).filter(({ resource }) => resource === null || scope.names.has(resource));
    functions.push(...makeFunctions(scope, there));
    return made;
  }

  /**
   * Fills a scope: with the types that it uses, and with its own.
   *
   * @param {Scope} scope
   * @param {{ uses: readonly syntax.UseSyntax[], definitions: readonly syntax.DefinitionSyntax[] }} node
   * @param {Interface | World} owner
   * @param {Entry<unknown, unknown>} from
   */
  openScope(scope, node, owner, from) {
    for (const use of this.enabled(node.uses)) {
      const target = this.interfaceAt(from, use.path);
      if (!scope.uses.includes(target)) scope.uses.push(target);
      for (const { name, as, position } of use.names) {
        const definition = target.names.get(name);
        if (definition === undefined) throw new WitError(position, `'${target.id}' has no type '${name}'`);
        enterName(scope.names, as, definition, position);
      }
    }
    // All names before all bodies: a type may stand before what it refers to.
    const own = this.enabled(node.definitions).map((definition) => {
      const { made, fill } = makeDefinition(scope.names, definition, owner);
      enterName(scope.names, made.name, made, made.position);
      scope.definitions.push(made);
      return fill;
    });
    for (const fill of own) fill();
    for (const definition of scope.definitions) checkRecursion(definition);
  }

  /** @template {{ gate: Gate }} T @param {readonly T[]} items @returns {T[]} those that there are */
  enabled(items) {
    return items.filter(({ gate }) => this.isEnabled(gate));
  }
}

/** @param {Map<string, Definition>} names @param {string} name @param {Definition} definition @param {Position} position */
function enterName(names, name, definition, position) {
  if (names.has(name)) throw new WitError(position, `there are two of the name '${name}'`);
  names.set(name, definition);
}

/** `wasi:io@0.2.0` and `poll` as `wasi:io/poll@0.2.0`. @param {string} packageId @param {string} name */
function fullId(packageId, name) {
  const [own, version] = packageId.split('@');
  return `${own}/${name}${version === undefined ? '' : `@${version}`}`;
}

/** @param {syntax.Path} path */
function pathText({ package: own, name, version }) {
  return `${own === null ? '' : `${own}/`}${name}${version === null ? '' : `@${version}`}`;
}

/** @template Result @param {ReadonlyMap<string, Entry<unknown, Result>>} entries @param {string} id @returns {Result} */
function named(entries, id) {
  const made = entries.get(id)?.made;
  if (made === undefined || made === null || made === 'begun') throw new RangeError(`there is no '${id}'`);
  return made;
}
