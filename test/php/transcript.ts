// Transcripts: what a scenario prints, in blocks of a line and what it did.
import { readFileSync } from 'node:fs';
import { calls } from './statements.ts';
import type { Scenario, Statement } from './parse.ts';
import { SIGNATURES } from './signatures.ts';

/** A statement and what stands below it in a transcript. */
export interface Block {
  readonly source: string;
  readonly lines: readonly string[];
}

const FORMS: [string, string][] = JSON.parse(readFileSync(new URL('normal-forms.json', import.meta.url), 'utf8'));

/** The text with what differs from run to run replaced: the directory, ports, processes. */
export function normalised(text: string, directory: string): string {
  const start = text.replaceAll(directory, 'DIR');
  return FORMS.reduce((all, [pattern, form]) => all.replace(new RegExp(pattern, 'gm'), form), start);
}

export function blocksOf(transcript: string): Block[] {
  return transcript
    .split(/^> /m)
    .slice(1)
    .map((block) => {
      const [source = '', ...lines] = block.trimEnd().split('\n');
      return { source, lines };
    });
}

export function transcriptOf(blocks: readonly Block[]): string {
  return blocks.flatMap(({ source, lines }) => [`> ${source}`, ...lines, '']).join('\n');
}

/** What wasock is to give, where PHP gives `recorded`. */
export function expected(scenario: Scenario, recorded: readonly Block[]): Block[] {
  return recorded.map((block, index) => {
    const difference = scenario.statements[index]?.difference;
    return difference === null || difference === undefined ? block : { ...block, lines: difference.here };
  });
}

/** What `wasock/php` is to give: a call that fails gives nothing by reference there, unless to tell of the failure. */
export function withoutReferencesOfFailures(blocks: readonly Block[]): Block[] {
  return blocks.map((block) => {
    const isSilent = block.lines.includes('= FALSE') && !/\bstream_socket_(server|client)\(/.test(block.source);
    return isSilent ? { ...block, lines: block.lines.filter((line) => !line.startsWith('$')) } : block;
  });
}

/** Whether a statement calls what is compared here: a function of wasock. */
export function isCase({ value }: Statement): boolean {
  return calls(value).some(({ name }) => name in SIGNATURES);
}
