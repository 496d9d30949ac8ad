// What a guest's module exports for its host, besides its memory and its start function: the second entry file of
// every compilation.
export { cabi_realloc, wasock_landing } from "./memory/landing";
