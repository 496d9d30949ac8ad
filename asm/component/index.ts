// What the library exports as a component (wit/php.wit): its entry file. The build gives each export its name in the
// component model: socketCreate becomes `wasock:sockets/php@0.1.0#socket-create`, dropSocket what is called when a
// handle is dropped, and releaseSocketRead what is called after the result of socketRead has been copied.
export { cabi_realloc, wasock_landing } from "../system/memory";
export * from "./addrinfo";
export * from "./errors";
export * from "./handover";
export {
  release as releaseFgets, release as releaseFread, release as releaseGethostbyname, release as releaseGethostbynamel,
  release as releaseGetprotobynumber, release as releaseGetservbyport, release as releaseSocketAddrinfoExplain,
  release as releaseSocketAddrinfoLookup, release as releaseSocketGetOption, release as releaseSocketGetopt,
  release as releaseSocketGetpeername, release as releaseSocketGetsockname, release as releaseSocketRead,
  release as releaseSocketRecv, release as releaseSocketRecvfrom, release as releaseSocketRecvmsg,
  release as releaseSocketSelect, release as releaseSocketStrerror, release as releaseSocketWsaprotocolInfoExport,
  release as releaseStreamGetMetaData, release as releaseStreamSelect, release as releaseStreamSocketAccept,
  release as releaseStreamSocketClient, release as releaseStreamSocketGetName, release as releaseStreamSocketRecvfrom,
  release as releaseStreamSocketServer,
} from "./memory";
export * from "./messages";
export * from "./names";
export * from "./options";
export { dropAddressInfo, dropSocket, dropStream } from "./resources";
export * from "./select";
export {
  socketAccept, socketBind, socketClose, socketConnect, socketCreate, socketCreateListen, socketCreatePair,
  socketGetpeername, socketGetsockname, socketListen, socketSetBlock, socketSetNonblock, socketShutdown,
} from "./sockets";
export * from "./stream-transfer";
export * from "./streams";
export * from "./transfer";
