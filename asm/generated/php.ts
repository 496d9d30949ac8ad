// Generated from wit/ by `npm run wit`; not to be edited.
// The cases of enums and variants, in the order of the WIT.

/** `network-interface`. */
export enum NetworkInterfaceCase {
  Index,
  Name,
}

/** `option-value`. */
export enum OptionValueCase {
  Int,
  Text,
  Linger,
  Timeval,
  Group,
  Source,
}

/** `current-value`. */
export enum CurrentValueCase {
  Int,
  Text,
  Linger,
  Timeval,
  Credentials,
  Meminfo,
}

/** `outgoing-data`. */
export enum OutgoingDataCase {
  Int,
  Sockets,
  Credentials,
  Pktinfo,
}

/** `incoming-data`. */
export enum IncomingDataCase {
  Int,
  Sockets,
  Credentials,
  Pktinfo,
  Error,
  Bytes,
}

// Sizes, alignments and offsets of the canonical ABI, in bytes.

// `socket-name`
export const SOCKET_NAME_SIZE: usize = 16;
export const SOCKET_NAME_ALIGNMENT: usize = 4;
export const SOCKET_NAME_ADDRESS: usize = 0;
export const SOCKET_NAME_PORT: usize = 8;
export const SOCKET_NAME_PORT_SOME: usize = 12;

// `received`
export const RECEIVED_SIZE: usize = 16;
export const RECEIVED_ALIGNMENT: usize = 4;
export const RECEIVED_LENGTH: usize = 0;
export const RECEIVED_DATA: usize = 4;
export const RECEIVED_DATA_SOME: usize = 8;

// `received-from`
export const RECEIVED_FROM_SIZE: usize = 28;
export const RECEIVED_FROM_ALIGNMENT: usize = 4;
export const RECEIVED_FROM_LENGTH: usize = 0;
export const RECEIVED_FROM_DATA: usize = 4;
export const RECEIVED_FROM_NAME: usize = 12;
export const RECEIVED_FROM_PORT: usize = 20;
export const RECEIVED_FROM_PORT_SOME: usize = 24;

// `selection`
export const SELECTION_SIZE: usize = 28;
export const SELECTION_ALIGNMENT: usize = 4;
export const SELECTION_COUNT: usize = 0;
export const SELECTION_READ: usize = 4;
export const SELECTION_WRITE: usize = 12;
export const SELECTION_EXCEPT: usize = 20;

// `linger`
export const LINGER_SIZE: usize = 8;
export const LINGER_ALIGNMENT: usize = 4;
export const LINGER_L_ONOFF: usize = 0;
export const LINGER_L_LINGER: usize = 4;

// `timeval`
export const TIMEVAL_SIZE: usize = 8;
export const TIMEVAL_ALIGNMENT: usize = 4;
export const TIMEVAL_SEC: usize = 0;
export const TIMEVAL_USEC: usize = 4;

// `network-interface`
export const NETWORK_INTERFACE_SIZE: usize = 12;
export const NETWORK_INTERFACE_ALIGNMENT: usize = 4;
export const NETWORK_INTERFACE_PAYLOAD: usize = 4;

// `group-request`
export const GROUP_REQUEST_SIZE: usize = 20;
export const GROUP_REQUEST_ALIGNMENT: usize = 4;
export const GROUP_REQUEST_GROUP: usize = 0;
export const GROUP_REQUEST_INTERFACE: usize = 8;

// `source-request`
export const SOURCE_REQUEST_SIZE: usize = 28;
export const SOURCE_REQUEST_ALIGNMENT: usize = 4;
export const SOURCE_REQUEST_GROUP: usize = 0;
export const SOURCE_REQUEST_INTERFACE: usize = 8;
export const SOURCE_REQUEST_SOURCE: usize = 20;

// `credentials`
export const CREDENTIALS_SIZE: usize = 12;
export const CREDENTIALS_ALIGNMENT: usize = 4;
export const CREDENTIALS_PID: usize = 0;
export const CREDENTIALS_UID: usize = 4;
export const CREDENTIALS_GID: usize = 8;

// `mem-info`
export const MEM_INFO_SIZE: usize = 36;
export const MEM_INFO_ALIGNMENT: usize = 4;
export const MEM_INFO_RMEM_ALLOC: usize = 0;
export const MEM_INFO_RCVBUF: usize = 4;
export const MEM_INFO_WMEM_ALLOC: usize = 8;
export const MEM_INFO_SNDBUF: usize = 12;
export const MEM_INFO_FWD_ALLOC: usize = 16;
export const MEM_INFO_WMEM_QUEUED: usize = 20;
export const MEM_INFO_OPTMEM: usize = 24;
export const MEM_INFO_BACKLOG: usize = 28;
export const MEM_INFO_DROPS: usize = 32;

// `option-value`
export const OPTION_VALUE_SIZE: usize = 32;
export const OPTION_VALUE_ALIGNMENT: usize = 4;
export const OPTION_VALUE_PAYLOAD: usize = 4;

// `current-value`
export const CURRENT_VALUE_SIZE: usize = 40;
export const CURRENT_VALUE_ALIGNMENT: usize = 4;
export const CURRENT_VALUE_PAYLOAD: usize = 4;

// `message-name`
export const MESSAGE_NAME_SIZE: usize = 56;
export const MESSAGE_NAME_ALIGNMENT: usize = 4;
export const MESSAGE_NAME_FAMILY: usize = 0;
export const MESSAGE_NAME_FAMILY_SOME: usize = 4;
export const MESSAGE_NAME_ADDR: usize = 8;
export const MESSAGE_NAME_ADDR_SOME: usize = 12;
export const MESSAGE_NAME_PORT: usize = 20;
export const MESSAGE_NAME_PORT_SOME: usize = 24;
export const MESSAGE_NAME_FLOWINFO: usize = 28;
export const MESSAGE_NAME_FLOWINFO_SOME: usize = 32;
export const MESSAGE_NAME_SCOPE_ID: usize = 36;
export const MESSAGE_NAME_SCOPE_ID_SOME: usize = 40;
export const MESSAGE_NAME_PATH: usize = 44;
export const MESSAGE_NAME_PATH_SOME: usize = 48;

// `message-sender`
export const MESSAGE_SENDER_SIZE: usize = 52;
export const MESSAGE_SENDER_ALIGNMENT: usize = 4;
export const MESSAGE_SENDER_FAMILY: usize = 0;
export const MESSAGE_SENDER_ADDR: usize = 4;
export const MESSAGE_SENDER_ADDR_SOME: usize = 8;
export const MESSAGE_SENDER_PORT: usize = 16;
export const MESSAGE_SENDER_PORT_SOME: usize = 20;
export const MESSAGE_SENDER_FLOWINFO: usize = 24;
export const MESSAGE_SENDER_FLOWINFO_SOME: usize = 28;
export const MESSAGE_SENDER_SCOPE_ID: usize = 32;
export const MESSAGE_SENDER_SCOPE_ID_SOME: usize = 36;
export const MESSAGE_SENDER_PATH: usize = 40;
export const MESSAGE_SENDER_PATH_SOME: usize = 44;

// `packet-source`
export const PACKET_SOURCE_SIZE: usize = 44;
export const PACKET_SOURCE_ALIGNMENT: usize = 4;
export const PACKET_SOURCE_ADDR: usize = 0;
export const PACKET_SOURCE_ADDR_SOME: usize = 4;
export const PACKET_SOURCE_IFINDEX: usize = 12;
export const PACKET_SOURCE_IFINDEX_SOME: usize = 16;
export const PACKET_SOURCE_SPEC_DST: usize = 20;
export const PACKET_SOURCE_SPEC_DST_SOME: usize = 24;
export const PACKET_SOURCE_IFNAME: usize = 32;
export const PACKET_SOURCE_IFNAME_SOME: usize = 36;

// `packet-info`
export const PACKET_INFO_SIZE: usize = 28;
export const PACKET_INFO_ALIGNMENT: usize = 4;
export const PACKET_INFO_ADDR: usize = 0;
export const PACKET_INFO_ADDR_SOME: usize = 4;
export const PACKET_INFO_IFINDEX: usize = 12;
export const PACKET_INFO_SPEC_DST: usize = 16;
export const PACKET_INFO_SPEC_DST_SOME: usize = 20;

// `error-report`
export const ERROR_REPORT_SIZE: usize = 80;
export const ERROR_REPORT_ALIGNMENT: usize = 4;
export const ERROR_REPORT_ERRNO: usize = 0;
export const ERROR_REPORT_ORIGIN: usize = 4;
export const ERROR_REPORT_TYPE: usize = 8;
export const ERROR_REPORT_CODE: usize = 12;
export const ERROR_REPORT_INFO: usize = 16;
export const ERROR_REPORT_DATA: usize = 20;
export const ERROR_REPORT_OFFENDER: usize = 24;
export const ERROR_REPORT_OFFENDER_SOME: usize = 28;

// `outgoing-data`
export const OUTGOING_DATA_SIZE: usize = 48;
export const OUTGOING_DATA_ALIGNMENT: usize = 4;
export const OUTGOING_DATA_PAYLOAD: usize = 4;

// `incoming-data`
export const INCOMING_DATA_SIZE: usize = 84;
export const INCOMING_DATA_ALIGNMENT: usize = 4;
export const INCOMING_DATA_PAYLOAD: usize = 4;

// `outgoing-control`
export const OUTGOING_CONTROL_SIZE: usize = 56;
export const OUTGOING_CONTROL_ALIGNMENT: usize = 4;
export const OUTGOING_CONTROL_LEVEL: usize = 0;
export const OUTGOING_CONTROL_TYPE: usize = 4;
export const OUTGOING_CONTROL_DATA: usize = 8;

// `incoming-control`
export const INCOMING_CONTROL_SIZE: usize = 92;
export const INCOMING_CONTROL_ALIGNMENT: usize = 4;
export const INCOMING_CONTROL_LEVEL: usize = 0;
export const INCOMING_CONTROL_TYPE: usize = 4;
export const INCOMING_CONTROL_DATA: usize = 8;

// `outgoing-message`
export const OUTGOING_MESSAGE_SIZE: usize = 80;
export const OUTGOING_MESSAGE_ALIGNMENT: usize = 4;
export const OUTGOING_MESSAGE_NAME: usize = 0;
export const OUTGOING_MESSAGE_NAME_SOME: usize = 4;
export const OUTGOING_MESSAGE_IOV: usize = 60;
export const OUTGOING_MESSAGE_CONTROL: usize = 68;
export const OUTGOING_MESSAGE_CONTROL_SOME: usize = 72;

// `message-room`
export const MESSAGE_ROOM_SIZE: usize = 76;
export const MESSAGE_ROOM_ALIGNMENT: usize = 4;
export const MESSAGE_ROOM_NAME: usize = 0;
export const MESSAGE_ROOM_NAME_SOME: usize = 4;
export const MESSAGE_ROOM_BUFFER_SIZE: usize = 60;
export const MESSAGE_ROOM_BUFFER_SIZE_SOME: usize = 64;
export const MESSAGE_ROOM_CONTROLLEN: usize = 68;
export const MESSAGE_ROOM_CONTROLLEN_SOME: usize = 72;

// `incoming-message`
export const INCOMING_MESSAGE_SIZE: usize = 80;
export const INCOMING_MESSAGE_ALIGNMENT: usize = 4;
export const INCOMING_MESSAGE_LENGTH: usize = 0;
export const INCOMING_MESSAGE_NAME: usize = 4;
export const INCOMING_MESSAGE_NAME_SOME: usize = 8;
export const INCOMING_MESSAGE_IOV: usize = 60;
export const INCOMING_MESSAGE_CONTROL: usize = 68;
export const INCOMING_MESSAGE_FLAGS: usize = 76;

// `opened-stream`
export const OPENED_STREAM_SIZE: usize = 20;
export const OPENED_STREAM_ALIGNMENT: usize = 4;
export const OPENED_STREAM_STREAM: usize = 0;
export const OPENED_STREAM_STREAM_SOME: usize = 4;
export const OPENED_STREAM_ERROR_CODE: usize = 8;
export const OPENED_STREAM_ERROR_MESSAGE: usize = 12;

// `accepted-stream`
export const ACCEPTED_STREAM_SIZE: usize = 12;
export const ACCEPTED_STREAM_ALIGNMENT: usize = 4;
export const ACCEPTED_STREAM_STREAM: usize = 0;
export const ACCEPTED_STREAM_PEER_NAME: usize = 4;

// `stream-datagram`
export const STREAM_DATAGRAM_SIZE: usize = 16;
export const STREAM_DATAGRAM_ALIGNMENT: usize = 4;
export const STREAM_DATAGRAM_DATA: usize = 0;
export const STREAM_DATAGRAM_ADDRESS: usize = 8;

// `stream-meta-data`
export const STREAM_META_DATA_SIZE: usize = 28;
export const STREAM_META_DATA_ALIGNMENT: usize = 4;
export const STREAM_META_DATA_TIMED_OUT: usize = 0;
export const STREAM_META_DATA_BLOCKED: usize = 1;
export const STREAM_META_DATA_EOF: usize = 2;
export const STREAM_META_DATA_STREAM_TYPE: usize = 4;
export const STREAM_META_DATA_MODE: usize = 12;
export const STREAM_META_DATA_UNREAD_BYTES: usize = 20;
export const STREAM_META_DATA_SEEKABLE: usize = 24;

// `address-info-hints`
export const ADDRESS_INFO_HINTS_SIZE: usize = 32;
export const ADDRESS_INFO_HINTS_ALIGNMENT: usize = 4;
export const ADDRESS_INFO_HINTS_AI_FLAGS: usize = 0;
export const ADDRESS_INFO_HINTS_AI_FLAGS_SOME: usize = 4;
export const ADDRESS_INFO_HINTS_AI_FAMILY: usize = 8;
export const ADDRESS_INFO_HINTS_AI_FAMILY_SOME: usize = 12;
export const ADDRESS_INFO_HINTS_AI_SOCKTYPE: usize = 16;
export const ADDRESS_INFO_HINTS_AI_SOCKTYPE_SOME: usize = 20;
export const ADDRESS_INFO_HINTS_AI_PROTOCOL: usize = 24;
export const ADDRESS_INFO_HINTS_AI_PROTOCOL_SOME: usize = 28;

// `address-info-address`
export const ADDRESS_INFO_ADDRESS_SIZE: usize = 40;
export const ADDRESS_INFO_ADDRESS_ALIGNMENT: usize = 4;
export const ADDRESS_INFO_ADDRESS_SIN_PORT: usize = 0;
export const ADDRESS_INFO_ADDRESS_SIN_PORT_SOME: usize = 4;
export const ADDRESS_INFO_ADDRESS_SIN_ADDR: usize = 8;
export const ADDRESS_INFO_ADDRESS_SIN_ADDR_SOME: usize = 12;
export const ADDRESS_INFO_ADDRESS_SIN6_PORT: usize = 20;
export const ADDRESS_INFO_ADDRESS_SIN6_PORT_SOME: usize = 24;
export const ADDRESS_INFO_ADDRESS_SIN6_ADDR: usize = 28;
export const ADDRESS_INFO_ADDRESS_SIN6_ADDR_SOME: usize = 32;

// `address-info-explained`
export const ADDRESS_INFO_EXPLAINED_SIZE: usize = 68;
export const ADDRESS_INFO_EXPLAINED_ALIGNMENT: usize = 4;
export const ADDRESS_INFO_EXPLAINED_AI_FLAGS: usize = 0;
export const ADDRESS_INFO_EXPLAINED_AI_FAMILY: usize = 4;
export const ADDRESS_INFO_EXPLAINED_AI_SOCKTYPE: usize = 8;
export const ADDRESS_INFO_EXPLAINED_AI_PROTOCOL: usize = 12;
export const ADDRESS_INFO_EXPLAINED_AI_CANONNAME: usize = 16;
export const ADDRESS_INFO_EXPLAINED_AI_CANONNAME_SOME: usize = 20;
export const ADDRESS_INFO_EXPLAINED_AI_ADDR: usize = 28;

// `socket-sendmsg`
export const SOCKET_SENDMSG_PARAMS_SIZE: usize = 92;
export const SOCKET_SENDMSG_PARAMS_ALIGNMENT: usize = 4;
export const SOCKET_SENDMSG_PARAMS_SOCKET: usize = 0;
export const SOCKET_SENDMSG_PARAMS_MESSAGE: usize = 4;
export const SOCKET_SENDMSG_PARAMS_FLAGS: usize = 84;
export const SOCKET_SENDMSG_PARAMS_FLAGS_SOME: usize = 88;

// `socket-recvmsg`
export const SOCKET_RECVMSG_PARAMS_SIZE: usize = 88;
export const SOCKET_RECVMSG_PARAMS_ALIGNMENT: usize = 4;
export const SOCKET_RECVMSG_PARAMS_SOCKET: usize = 0;
export const SOCKET_RECVMSG_PARAMS_MESSAGE: usize = 4;
export const SOCKET_RECVMSG_PARAMS_FLAGS: usize = 80;
export const SOCKET_RECVMSG_PARAMS_FLAGS_SOME: usize = 84;

// Results
export const LARGEST_RESULT: usize = 84;
/** Where the value of an option begins. */
export const SOME: usize = 4;
