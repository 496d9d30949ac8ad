// A row of docs/runtimes.md.

/** Where a program in PHP's terms, or in C, has no call for something. */
export type Language = 'php' | 'c';

/** A row. Another is another probe, too: in guests/ (AssemblyScript) and, unless C has no call for it, in c/. */
export interface Feature {
  /** What the probe prints. */
  readonly key: string;
  /** What the table says, in Markdown. No two rows say the same. */
  readonly title: string;
  /** Guests of this kind have no such call: no probe, and a dash. */
  readonly not?: Language;
  /** A footnote of the document. */
  readonly note?: string;
  /** Footnotes of cells, by the column's title. */
  readonly notes?: Readonly<Record<string, string>>;
}

/** Rows under a heading. */
export type Group = readonly [title: string, features: readonly Feature[]];

export function row(key: string, title: string, more: Omit<Feature, 'key' | 'title'> = {}): Feature {
  return { key, title, ...more };
}
