export function declarations(): Promise<[name: string, text: string][]>;
export function generated(): Promise<[path: string, text: string][]>;
