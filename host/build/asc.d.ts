// The part of assemblyscript/asc that compile.ts uses (tsconfig.json maps it here): the package's own declarations
// put AssemblyScript's globals (`console`, `select`, `i32` …) into every file of the program.

export interface OutputStream {
  isTTY?: boolean;
  write(chunk: Uint8Array | string): void;
}

export interface APIOptions {
  stdout: OutputStream;
  stderr: OutputStream;
  readFile(name: string, base: string): string | null;
  writeFile(name: string, contents: Uint8Array | string, base: string): void;
  listFiles(directory: string, base: string): string[] | null;
}

/** Runs the compiler with the arguments of its command line. */
export function main(argv: string[], options: APIOptions): Promise<{ error: Error | null }>;
