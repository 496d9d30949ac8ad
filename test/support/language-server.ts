// What an editor asks about a program: over tsserver's protocol (TypeScript up to 6), and over LSP (from 7 on).
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';

const MODULES = fileURLToPath(new URL('../../node_modules/', import.meta.url));

/** An editor with a project open. */
export interface Editor {
  /** The text over a place in a file, as it is shown: the declaration, the documentation and its tags. */
  hover(file: string, needle: string): Promise<string>;
  /** The names that are offered after a place in a file. */
  completions(file: string, needle: string): Promise<string[]>;
  /** The file that "go to definition" leads to. */
  definition(file: string, needle: string): Promise<string>;
}

/** The editors: how each is started. */
export const EDITORS: Readonly<Record<string, (folder: string) => Promise<Editor>>> = {
  'tsserver (TypeScript 6)': async (folder) => new Tsserver(folder),
  'LSP (TypeScript 7)': Lsp,
};

/** Messages in JSON: from the server with a header of their length, to it with such a header or as lines. */
class Connection {
  readonly #server: ChildProcessWithoutNullStreams;
  readonly #waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  readonly #framed: boolean;
  #received = Buffer.alloc(0);
  #last = 0;

  constructor(words: readonly string[], framed: boolean) {
    this.#framed = framed;
    this.#server = spawn(process.execPath, words, { stdio: 'pipe' });
    this.#server.stdout.on('data', (data: Buffer) => this.#read(data));
    onTestFinished(() => void this.#server.kill());
  }

  /** Asks, and waits for the answer to this. */
  ask(message: (id: number) => object): Promise<unknown> {
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.tell(message(id));
    });
  }

  tell(message: object): void {
    const text = JSON.stringify(message);
    this.#server.stdin.write(this.#framed ? `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}` : `${text}\n`);
  }

  #read(data: Buffer): void {
    this.#received = Buffer.concat([this.#received, data]);
    while (true) {
      const [header, length] = /^Content-Length: (\d+)\r\n\r\n/.exec(this.#received.toString('latin1')) ?? [];
      if (header === undefined || this.#received.length < header.length + Number(length)) return;
      const end = header.length + Number(length);
      this.#take(JSON.parse(this.#received.subarray(header.length, end).toString()));
      this.#received = this.#received.subarray(end);
    }
  }

  #take(message: Answer): void {
    // A request of the server's own gets an empty answer.
    if (message.method !== undefined && message.id !== undefined) {
      this.tell({ jsonrpc: '2.0', id: message.id, result: null });
      return;
    }
    const waiting = this.#waiting.get(message.request_seq ?? Number(message.id));
    if (message.error !== undefined || message.success === false) waiting?.reject(new Error(JSON.stringify(message)));
    else waiting?.resolve(message.body ?? message.result);
  }
}

interface Answer {
  id?: number | string;
  method?: string;
  result?: unknown;
  error?: unknown;
  request_seq?: number;
  success?: boolean;
  body?: unknown;
}

/** Where a piece of a file's text ends; lines and columns from 0. */
function endOf(path: string, needle: string): { line: number; character: number } {
  const text = readFileSync(path, 'utf8');
  const before = text.slice(0, text.indexOf(needle) + needle.length).split('\n');
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

class Tsserver implements Editor {
  readonly #connection: Connection;
  readonly #folder: string;
  readonly #open = new Set<string>();

  constructor(folder: string) {
    this.#folder = folder;
    const server = join(MODULES, 'typescript-compiler-api/lib/tsserver.js');
    this.#connection = new Connection([server, '--disableAutomaticTypingAcquisition'], false);
  }

  async hover(file: string, needle: string): Promise<string> {
    const body = (await this.#ask('quickinfo', file, needle, -1)) as {
      displayString: string;
      documentation: string;
      tags: { name: string; text?: string }[];
    };
    const tags = body.tags.map(({ name, text = '' }) => `@${name} ${text}`);
    return [body.displayString, body.documentation, ...tags].join('\n');
  }

  async completions(file: string, needle: string): Promise<string[]> {
    const body = (await this.#ask('completionInfo', file, needle, 0)) as { entries: { name: string }[] };
    return body.entries.map(({ name }) => name);
  }

  async definition(file: string, needle: string): Promise<string> {
    const [first] = (await this.#ask('definition', file, needle, -1)) as { file: string }[];
    return first?.file ?? '';
  }

  #ask(command: string, name: string, needle: string, shift: number): Promise<unknown> {
    const file = join(this.#folder, name);
    if (!this.#open.has(name)) {
      this.#connection.tell({ seq: 0, type: 'request', command: 'open', arguments: { file } });
      this.#open.add(name);
    }
    const { line, character } = endOf(file, needle);
    const place = { file, line: line + 1, offset: character + 1 + shift };
    return this.#connection.ask((seq) => ({ seq, type: 'request', command, arguments: place }));
  }
}

async function Lsp(folder: string): Promise<Editor> {
  const connection = new Connection([join(MODULES, 'typescript/bin/tsc'), '--lsp', '--stdio'], true);
  const rootUri = pathToFileURL(folder).href;
  const request = (method: string, params: object) => connection.ask((id) => ({ jsonrpc: '2.0', id, method, params }));
  const hover = { contentFormat: ['markdown'] };
  const capabilities = { textDocument: { hover, completion: {} } };
  await request('initialize', { processId: process.pid, rootUri, capabilities });
  connection.tell({ jsonrpc: '2.0', method: 'initialized', params: {} });
  const open = new Set<string>();
  const ask = (method: string, name: string, needle: string, shift: number) => {
    const uri = pathToFileURL(join(folder, name)).href;
    const text = readFileSync(join(folder, name), 'utf8');
    if (!open.has(name)) {
      const textDocument = { uri, languageId: 'typescript', version: 1, text };
      connection.tell({ jsonrpc: '2.0', method: 'textDocument/didOpen', params: { textDocument } });
      open.add(name);
    }
    const { line, character } = endOf(join(folder, name), needle);
    const position = { line, character: character + shift };
    return request(`textDocument/${method}`, { textDocument: { uri }, position });
  };
  return {
    hover: async (file, needle) => {
      const result = (await ask('hover', file, needle, -1)) as { contents: { value: string } };
      return result.contents.value;
    },
    completions: async (file, needle) => {
      const result = (await ask('completion', file, needle, 0)) as { items: { label: string }[] };
      return result.items.map(({ label }) => label);
    },
    definition: async (file, needle) => {
      const result = (await ask('definition', file, needle, -1)) as { uri: string }[] | { uri: string };
      const [first] = [result].flat();
      return fileURLToPath(first?.uri ?? 'file:///');
    },
  };
}
