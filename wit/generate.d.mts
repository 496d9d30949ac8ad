export function declarations(): Promise<[name: string, text: string][]>;
export function typesModule(): Promise<string>;
