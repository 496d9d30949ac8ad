export function coverage(): { text: string; empty: string[] };
