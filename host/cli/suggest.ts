// "Did you mean …?"

/** Changes that make one word of another: letters put in, left out, changed, or swapped with the next. */
function distance(from: string, to: string): number {
  let before: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const changed = (last[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      const isSwapped = from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      const swapped = isSwapped ? (before[j - 2] ?? Infinity) + 1 : Infinity;
      row.push(Math.min(changed, swapped, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    [before, last] = [last, row];
  }
  return last[to.length] ?? 0;
}

/** `; did you mean 'x'?` for the word that is nearest to what was written, or ''. */
export function suggestion(written: string, words: readonly string[]): string {
  // Of a long word, no more is compared than there are words: it is no misspelt one.
  const measured = words.map((word) => ({ word, by: distance(written.slice(0, 64), word) }));
  const nearest = measured.sort((one, other) => one.by - other.by)[0];
  return nearest !== undefined && nearest.by <= Math.max(1, Math.floor(nearest.word.length / 3))
    ? `; did you mean '${nearest.word}'?`
    : '';
}
