// The canonical ABI's numbers. The host computes them by the same code, for types that come at run time; what is given of a
// model's type here is the model's again, with its documentation.
import * as layout from '../../host/abi/layout.mjs';

/** @import { Alias, Type } from './types.ts' */

export { alignmentOf, layoutOf, offsetsOf, sequence, sizeOf, variantLayout } from '../../host/abi/layout.mjs';
export {
  exportSignature,
  flatten,
  hasParamsInMemory,
  hasResultInMemory,
  importSignature,
} from '../../host/abi/flat.mjs';

export const underlying = /** @type {(type: Type) => Exclude<Type, Alias>} */ (layout.underlying);
export const casesOf = /** @type {(type: Type) => { name: string, type: Type | null }[]} */ (layout.casesOf);
