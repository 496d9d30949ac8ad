// The types that a component writes, as they are in a scope.
import type { FunctionType, ValueType } from '../abi/types.ts';
import { LinkError } from '../trap.ts';
import type { TypeExpression, ValueReference } from './definitions.ts';
import type { TypeTexts } from './type-texts.ts';
import type { Scope, Type } from './items.ts';
import type { Resource } from './resource.ts';

/**
 * The type that an expression stands for.
 *
 * @param makeResource makes a resource of the component's own; a type of an instance or a component has none
 * @throws LinkError if it refers to what is not there, or is larger than any
 */
export function resolveType(
  expression: TypeExpression,
  scope: Scope,
  texts: TypeTexts,
  makeResource: (destructor: number | undefined) => Resource,
): Type {
  switch (expression.kind) {
    case 'function': {
      const type: FunctionType = {
        params: expression.params.map(({ name, type: reference }) => ({ name, type: valueType(scope, reference) })),
        result: expression.result === undefined ? null : valueType(scope, expression.result),
      };
      texts.ofFunction(type);
      // What is lent ends with the call.
      if (type.result !== null && texts.ofValue(type.result).includes('borrow<')) {
        throw new LinkError('a function of the component gives what is lent to it');
      }
      return { kind: 'function', type };
    }
    case 'component type':
      return { kind: 'component', declarations: expression.declarations, scope };
    case 'instance type':
      return { kind: 'instance', declarations: expression.declarations, scope };
    case 'resource':
      return { kind: 'resource', resource: makeResource(expression.destructor) };
    default: {
      const type = definedType(expression, scope);
      texts.ofValue(type);
      return { kind: 'value', type };
    }
  }
}

type DefinedType = Exclude<
  TypeExpression,
  { readonly kind: 'function' | 'component type' | 'instance type' | 'resource' }
>;

function definedType(expression: DefinedType, scope: Scope): ValueType {
  const value = (reference: ValueReference): ValueType => valueType(scope, reference);
  const optional = (reference: ValueReference | undefined): ValueType | null =>
    reference === undefined ? null : value(reference);
  switch (expression.kind) {
    case 'primitive':
      return expression.type;
    case 'record':
      return {
        kind: 'record',
        fields: expression.fields.map(({ name, type }) => ({ name, type: value(type) })),
      };
    case 'variant':
      return { kind: 'variant', cases: expression.cases.map(({ name, type }) => ({ name, type: optional(type) })) };
    case 'list':
      return { kind: 'list', element: value(expression.element) };
    case 'tuple':
      return { kind: 'tuple', items: expression.items.map(value) };
    case 'flags':
      return { kind: 'flags', flags: expression.names.map((name) => ({ name })) };
    case 'enum':
      return { kind: 'enum', cases: expression.names.map((name) => ({ name })) };
    case 'option':
      return { kind: 'option', some: value(expression.some) };
    case 'result':
      return { kind: 'result', ok: optional(expression.ok), error: optional(expression.error) };
    case 'own':
    case 'borrow':
      return { kind: expression.kind, resource: resourceAt(scope, expression.resource) };
  }
}

function valueType(scope: Scope, reference: ValueReference): ValueType {
  if (typeof reference === 'string') return reference;
  const type = scope.get('type', reference);
  if (type.kind !== 'value')
    throw new LinkError(`the component takes the ${type.kind} type ${reference} for a value's`);
  return type.type;
}

/** @throws LinkError if the type is no resource */
export function resourceAt(scope: Scope, index: number): Resource {
  const type = scope.get('type', index);
  if (type.kind !== 'resource')
    throw new LinkError(`the component takes the ${type.kind} type ${index} for a resource`);
  return type.resource;
}
