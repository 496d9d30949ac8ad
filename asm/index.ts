// What a guest imports: `import { socket_create, … } from "wasock"`.
export {
  AddressInfoAddress, AddressInfoExplained, AddressInfoHints, socket_addrinfo_bind, socket_addrinfo_connect,
  socket_addrinfo_explain, socket_addrinfo_lookup,
} from "./addresses/addrinfo";
export {
  gethostbyname, gethostbynamel, getprotobyname, getprotobynumber, getservbyname, getservbyport,
} from "./addresses/names";
export * from "./constants";
export { Credentials } from "./credentials";
export { AddressInfo } from "./data/address-info";
export { ControlData, ControlMessage, ControlShape, ErrorReport, PacketInfo } from "./messages/control-data";
export { Message, socket_cmsg_space, socket_recvmsg, socket_sendmsg } from "./messages/message";
export { MessageName } from "./messages/name";
export { GroupRequest, SourceRequest } from "./options/memberships";
export { socket_get_option, socket_getopt, socket_set_option, socket_setopt } from "./options/options";
export { Linger, MemInfo, OptionValue, TimeVal } from "./options/value";
export * from "./processes/constants";
export {
  pcntl_errno, pcntl_fork, pcntl_get_last_error, pcntl_strerror, pcntl_wait, pcntl_waitpid,
} from "./processes/fork";
export {
  exit, posix_errno, posix_get_last_error, posix_getpid, posix_getppid, posix_kill, posix_strerror,
} from "./processes/signals";
export {
  pcntl_wexitstatus, pcntl_wifcontinued, pcntl_wifexited, pcntl_wifsignaled, pcntl_wifstopped, pcntl_wstopsig,
  pcntl_wtermsig,
} from "./processes/status";
export { Ref } from "./ref";
export { Socket } from "./socket";
export { socket_set_block, socket_set_nonblock } from "./sockets/blocking";
export { socket_connect, socket_shutdown } from "./sockets/connect";
export { socket_recvfrom, socket_sendto } from "./sockets/datagram";
export { socket_getpeername, socket_getsockname } from "./sockets/endpoints";
export {
  getmypid, socket_wsaprotocol_info_export, socket_wsaprotocol_info_import, socket_wsaprotocol_info_release,
} from "./sockets/handover";
export { socket_export_named, socket_import_named } from "./sockets/named";
export { error_reporting, socket_clear_error, socket_last_error, socket_strerror } from "./sockets/last-error";
export { socket_close, socket_create, socket_create_pair } from "./sockets/lifecycle";
export { socket_accept, socket_bind, socket_create_listen, socket_listen } from "./sockets/listen";
export { socket_atmark } from "./sockets/mark";
export { NO_TIMEOUT, socket_select } from "./sockets/select";
export { socket_read, socket_recv, socket_send, socket_write } from "./sockets/transfer";
export { socket_export_stream, socket_import_stream } from "./streams/bridge";
export { stream_socket_client } from "./streams/client";
export {
  fclose, socket_set_blocking, stream_set_blocking, stream_set_timeout, stream_socket_shutdown,
} from "./streams/controls";
export { stream_socket_recvfrom, stream_socket_sendto } from "./streams/datagrams";
export { stream_get_meta_data, StreamMetaData, stream_socket_get_name } from "./streams/meta-data";
export { stream_socket_pair } from "./streams/pair";
export { feof, fgets, fread } from "./streams/reading";
export { stream_select } from "./streams/select";
export { stream_socket_accept, stream_socket_server } from "./streams/server";
export { Stream } from "./streams/stream";
export { fwrite } from "./streams/writing";
