// Which functions a file of AssemblyScript exports, as its text says it.
import type { Statement, TypeNode } from 'assemblyscript';
import type { ExportedFunction } from './guest-exports.ts';

/** Whether a text can have any: the parser takes its time to load. */
const MAY_EXPORT = /^\s*export\s+(?:function\b|\{)/m;

/** The functions that a file exports itself. What it exports of other files is left out, as are generic ones. */
export async function exportedFunctions(text: string): Promise<ExportedFunction[]> {
  if (!MAY_EXPORT.test(text)) return [];
  const { CommonFlags, newOptions, newProgram, NodeKind, parse } = await import('assemblyscript');
  const program = newProgram(newOptions());
  parse(program, text, 'entry.ts', true);
  const statements = program.sources.find(({ normalizedPath }) => normalizedPath === 'entry.ts')?.statements ?? [];
  const functions = statements.filter(
    ({ kind, typeParameters }) => kind === NodeKind.FunctionDeclaration && (typeParameters ?? []).length === 0,
  );
  const found = new Map<string, Statement>();
  for (const one of functions) if (((one.flags ?? 0) & CommonFlags.Export) !== 0) found.set(one.name!.text, one);
  for (const { kind, members, path } of statements) {
    if (kind !== NodeKind.Export || path != null) continue;
    for (const { localName, exportedName } of members ?? []) {
      const local = functions.find(({ name }) => name!.text === localName.text);
      if (local !== undefined) found.set(exportedName.text, local);
    }
  }
  return Array.from(found, ([name, { signature }]) => ({
    name,
    params: signature!.parameters.map((param) => ({ name: param.name.text, type: typeText(param.type) })),
    result: typeText(signature!.returnType),
  }));
}

/** A type as it is written; with its parts left out where it has any, since no such type crosses. */
function typeText({ name, isNullable, typeArguments }: TypeNode): string {
  const text = name?.identifier.text ?? 'a function';
  const parts = (typeArguments ?? []).length > 0 ? '<…>' : '';
  return `${text}${parts}${isNullable ? ' | null' : ''}`;
}
