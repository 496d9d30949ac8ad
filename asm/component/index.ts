// What the library exports as a component (wit/php.wit): its entry file. The build gives each export its name in the
// component model: socketCreate becomes `wasock:sockets/php@0.1.0#socket-create`, dropSocket what is called when a
// handle is dropped, and release what is called after each result has been copied that refers to memory.
export { cabi_realloc, wasock_landing } from "../memory/landing";
export * from "./addrinfo";
export * from "./errors";
export * from "./handover";
export { release } from "./memory";
export * from "./messages";
export * from "./names";
export * from "./options";
export { dropAddressInfo, dropSocket, dropStream } from "./resources";
export * from "./select";
export * from "./sockets";
export * from "./stream-transfer";
export * from "./streams";
export * from "./transfer";
