// Documentation of code as Markdown.

/** The text of a comment `/** … *\/`: its paragraphs, and its tags as a list. */
export function prose(comment) {
  const text = comment
    .replace(/^\s*\*? ?/gm, (start) =>
      start.includes('\n\n') ? '\n\n' : start.replace(/[*\s]+/g, (gap) => (gap.includes('\n') ? '\n' : '')),
    )
    .replace(/\{@link (\w+)\}/g, '`$1`')
    .trim();
  const [head = '', ...tags] = text.split(/\s*(?:^|(?<=\s))@(?=(?:param|returns?|throws)\b)/);
  const items = tags.map((tag) => {
    const [, kind, rest] = /^(\w+)\s*([^]*)$/.exec(tag) ?? [];
    const named = kind === 'param' ? rest.replace(/^(?:\{.*?\} )?([\w.]+)/, '`$1`:') : rest;
    return `- ${kind === 'param' ? '' : `*${kind}*: `}${escaped(named.trim().replace(/\s*\n\s*/g, ' '))}`;
  });
  return [escaped(head), items.join('\n')].filter(Boolean).join('\n\n');
}

/** The same text where no `<` outside of code begins an element. */
function escaped(text) {
  return text.replace(/`[^`]*`|[<{]/g, (found) => ({ '<': '&lt;', '{': '&#123;' })[found] ?? found);
}
