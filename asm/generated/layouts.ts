// Generated from wit/ by `npm run wit`; not to be edited.
// Sizes, alignments and offsets of the canonical ABI, in bytes.

// `ipv4-address`
export const IPV4_ADDRESS_SIZE: usize = 4;
export const IPV4_ADDRESS_ALIGNMENT: usize = 1;

// `ipv6-address`
export const IPV6_ADDRESS_SIZE: usize = 16;
export const IPV6_ADDRESS_ALIGNMENT: usize = 2;

// `ip-address`
export const IP_ADDRESS_SIZE: usize = 18;
export const IP_ADDRESS_ALIGNMENT: usize = 2;
export const IP_ADDRESS_PAYLOAD: usize = 2;

// `inet-address`
export const INET_ADDRESS_SIZE: usize = 6;
export const INET_ADDRESS_ALIGNMENT: usize = 2;
export const INET_ADDRESS_PORT: usize = 0;
export const INET_ADDRESS_ADDRESS: usize = 2;

// `inet6-address`
export const INET6_ADDRESS_SIZE: usize = 28;
export const INET6_ADDRESS_ALIGNMENT: usize = 4;
export const INET6_ADDRESS_PORT: usize = 0;
export const INET6_ADDRESS_FLOW_INFO: usize = 4;
export const INET6_ADDRESS_ADDRESS: usize = 8;
export const INET6_ADDRESS_SCOPE_ID: usize = 24;

// `packet-address`
export const PACKET_ADDRESS_SIZE: usize = 20;
export const PACKET_ADDRESS_ALIGNMENT: usize = 4;
export const PACKET_ADDRESS_PROTOCOL: usize = 0;
export const PACKET_ADDRESS_INTERFACE_INDEX: usize = 4;
export const PACKET_ADDRESS_HARDWARE_TYPE: usize = 8;
export const PACKET_ADDRESS_PACKET_TYPE: usize = 10;
export const PACKET_ADDRESS_ADDRESS: usize = 12;

// `socket-address`
export const SOCKET_ADDRESS_SIZE: usize = 32;
export const SOCKET_ADDRESS_ALIGNMENT: usize = 4;
export const SOCKET_ADDRESS_PAYLOAD: usize = 4;

// `send-flags`
export const SEND_FLAGS_SIZE: usize = 2;
export const SEND_FLAGS_ALIGNMENT: usize = 2;

// `receive-flags`
export const RECEIVE_FLAGS_SIZE: usize = 1;
export const RECEIVE_FLAGS_ALIGNMENT: usize = 1;

// `message-flags`
export const MESSAGE_FLAGS_SIZE: usize = 1;
export const MESSAGE_FLAGS_ALIGNMENT: usize = 1;

// `poll-events`
export const POLL_EVENTS_SIZE: usize = 2;
export const POLL_EVENTS_ALIGNMENT: usize = 2;

// `watch-mode`
export const WATCH_MODE_SIZE: usize = 1;
export const WATCH_MODE_ALIGNMENT: usize = 1;

// `linger`
export const LINGER_SIZE: usize = 8;
export const LINGER_ALIGNMENT: usize = 4;
export const LINGER_ENABLED: usize = 0;
export const LINGER_SECONDS: usize = 4;

// `timeval`
export const TIMEVAL_SIZE: usize = 8;
export const TIMEVAL_ALIGNMENT: usize = 4;
export const TIMEVAL_SECONDS: usize = 0;
export const TIMEVAL_MICROSECONDS: usize = 4;

// `credentials`
export const CREDENTIALS_SIZE: usize = 12;
export const CREDENTIALS_ALIGNMENT: usize = 4;
export const CREDENTIALS_PID: usize = 0;
export const CREDENTIALS_UID: usize = 4;
export const CREDENTIALS_GID: usize = 8;

// `option-value`
export const OPTION_VALUE_SIZE: usize = 16;
export const OPTION_VALUE_ALIGNMENT: usize = 4;
export const OPTION_VALUE_PAYLOAD: usize = 4;
export const OPTION_VALUE_ERROR_SOME: usize = 5;

// `inet-packet-info`
export const INET_PACKET_INFO_SIZE: usize = 12;
export const INET_PACKET_INFO_ALIGNMENT: usize = 4;
export const INET_PACKET_INFO_INTERFACE_INDEX: usize = 0;
export const INET_PACKET_INFO_LOCAL: usize = 4;
export const INET_PACKET_INFO_DESTINATION: usize = 8;

// `inet6-packet-info`
export const INET6_PACKET_INFO_SIZE: usize = 20;
export const INET6_PACKET_INFO_ALIGNMENT: usize = 4;
export const INET6_PACKET_INFO_ADDRESS: usize = 0;
export const INET6_PACKET_INFO_INTERFACE_INDEX: usize = 16;

// `error-report`
export const ERROR_REPORT_SIZE: usize = 48;
export const ERROR_REPORT_ALIGNMENT: usize = 4;
export const ERROR_REPORT_ERROR: usize = 0;
export const ERROR_REPORT_ORIGIN: usize = 1;
export const ERROR_REPORT_KIND: usize = 2;
export const ERROR_REPORT_CODE: usize = 3;
export const ERROR_REPORT_INFO: usize = 4;
export const ERROR_REPORT_DATA: usize = 8;
export const ERROR_REPORT_OFFENDER: usize = 12;
export const ERROR_REPORT_OFFENDER_SOME: usize = 16;

// `other-control`
export const OTHER_CONTROL_SIZE: usize = 16;
export const OTHER_CONTROL_ALIGNMENT: usize = 4;
export const OTHER_CONTROL_LEVEL: usize = 0;
export const OTHER_CONTROL_KIND: usize = 4;
export const OTHER_CONTROL_DATA: usize = 8;

// `service`
export const SERVICE_SIZE: usize = 20;
export const SERVICE_ALIGNMENT: usize = 4;
export const SERVICE_NAME: usize = 0;
export const SERVICE_PORT: usize = 8;
export const SERVICE_PROTOCOL: usize = 12;

// `protocol`
export const PROTOCOL_SIZE: usize = 12;
export const PROTOCOL_ALIGNMENT: usize = 4;
export const PROTOCOL_NAME: usize = 0;
export const PROTOCOL_NUMBER: usize = 8;

// `lookup-error`
export const LOOKUP_ERROR_SIZE: usize = 2;
export const LOOKUP_ERROR_ALIGNMENT: usize = 1;
export const LOOKUP_ERROR_PAYLOAD: usize = 1;

// `lookup-flags`
export const LOOKUP_FLAGS_SIZE: usize = 2;
export const LOOKUP_FLAGS_ALIGNMENT: usize = 2;

// `lookup-hints`
export const LOOKUP_HINTS_SIZE: usize = 12;
export const LOOKUP_HINTS_ALIGNMENT: usize = 4;
export const LOOKUP_HINTS_FLAGS: usize = 0;
export const LOOKUP_HINTS_FAMILY: usize = 2;
export const LOOKUP_HINTS_FAMILY_SOME: usize = 3;
export const LOOKUP_HINTS_SOCKET_TYPE: usize = 4;
export const LOOKUP_HINTS_SOCKET_TYPE_SOME: usize = 5;
export const LOOKUP_HINTS_PROTOCOL: usize = 8;

// `address-info`
export const ADDRESS_INFO_SIZE: usize = 52;
export const ADDRESS_INFO_ALIGNMENT: usize = 4;
export const ADDRESS_INFO_FLAGS: usize = 0;
export const ADDRESS_INFO_FAMILY: usize = 2;
export const ADDRESS_INFO_SOCKET_TYPE: usize = 3;
export const ADDRESS_INFO_PROTOCOL: usize = 4;
export const ADDRESS_INFO_ADDRESS: usize = 8;
export const ADDRESS_INFO_CANONICAL_NAME: usize = 40;
export const ADDRESS_INFO_CANONICAL_NAME_SOME: usize = 44;

// `outgoing-control`
export const OUTGOING_CONTROL_SIZE: usize = 24;
export const OUTGOING_CONTROL_ALIGNMENT: usize = 4;
export const OUTGOING_CONTROL_PAYLOAD: usize = 4;

// `incoming-control`
export const INCOMING_CONTROL_SIZE: usize = 52;
export const INCOMING_CONTROL_ALIGNMENT: usize = 4;
export const INCOMING_CONTROL_PAYLOAD: usize = 4;

// `outgoing-message`
export const OUTGOING_MESSAGE_SIZE: usize = 52;
export const OUTGOING_MESSAGE_ALIGNMENT: usize = 4;
export const OUTGOING_MESSAGE_PARTS: usize = 0;
export const OUTGOING_MESSAGE_TO: usize = 8;
export const OUTGOING_MESSAGE_TO_SOME: usize = 12;
export const OUTGOING_MESSAGE_CONTROL: usize = 44;

// `received`
export const RECEIVED_SIZE: usize = 48;
export const RECEIVED_ALIGNMENT: usize = 4;
export const RECEIVED_DATA: usize = 0;
export const RECEIVED_LENGTH: usize = 8;
export const RECEIVED_FROM: usize = 12;
export const RECEIVED_FROM_SOME: usize = 16;

// `incoming-message`
export const INCOMING_MESSAGE_SIZE: usize = 60;
export const INCOMING_MESSAGE_ALIGNMENT: usize = 4;
export const INCOMING_MESSAGE_DATA: usize = 0;
export const INCOMING_MESSAGE_LENGTH: usize = 8;
export const INCOMING_MESSAGE_FROM: usize = 12;
export const INCOMING_MESSAGE_FROM_SOME: usize = 16;
export const INCOMING_MESSAGE_CONTROL: usize = 48;
export const INCOMING_MESSAGE_FLAGS: usize = 56;

// `event`
export const EVENT_SIZE: usize = 16;
export const EVENT_ALIGNMENT: usize = 8;
export const EVENT_EVENTS: usize = 0;
export const EVENT_DATA: usize = 8;

// `polled`
export const POLLED_SIZE: usize = 8;
export const POLLED_ALIGNMENT: usize = 4;
export const POLLED_SOCKET: usize = 0;
export const POLLED_EVENTS: usize = 4;

// `poll-outcome`
export const POLL_OUTCOME_SIZE: usize = 12;
export const POLL_OUTCOME_ALIGNMENT: usize = 4;
export const POLL_OUTCOME_SOCKETS: usize = 0;
export const POLL_OUTCOME_INPUT: usize = 8;

// `ready`
export const READY_SIZE: usize = 24;
export const READY_ALIGNMENT: usize = 4;
export const READY_READ: usize = 0;
export const READY_WRITE: usize = 8;
export const READY_EXCEPT: usize = 16;

// `ended-process`
export const ENDED_PROCESS_SIZE: usize = 8;
export const ENDED_PROCESS_ALIGNMENT: usize = 4;
export const ENDED_PROCESS_ID: usize = 0;
export const ENDED_PROCESS_STATUS: usize = 4;

// `[static]socket.create`
export const CREATE_RESULT_SIZE: usize = 8;
export const CREATE_RESULT_ALIGNMENT: usize = 4;
export const CREATE_RESULT_PAYLOAD: usize = 4;

// `[static]socket.pair`
export const PAIR_RESULT_SIZE: usize = 12;
export const PAIR_RESULT_ALIGNMENT: usize = 4;
export const PAIR_RESULT_PAYLOAD: usize = 4;
export const PAIR_RESULT_ITEM_0: usize = 4;
export const PAIR_RESULT_ITEM_1: usize = 8;

// `[static]socket.take`
export const TAKE_RESULT_SIZE: usize = 8;
export const TAKE_RESULT_ALIGNMENT: usize = 4;
export const TAKE_RESULT_PAYLOAD: usize = 4;

// `[static]socket.import-named`
export const IMPORT_NAMED_RESULT_SIZE: usize = 8;
export const IMPORT_NAMED_RESULT_ALIGNMENT: usize = 4;
export const IMPORT_NAMED_RESULT_PAYLOAD: usize = 4;

// `[method]socket.bind`
export const BIND_RESULT_SIZE: usize = 2;
export const BIND_RESULT_ALIGNMENT: usize = 1;
export const BIND_RESULT_PAYLOAD: usize = 1;

// `[method]socket.listen`
export const LISTEN_RESULT_SIZE: usize = 2;
export const LISTEN_RESULT_ALIGNMENT: usize = 1;
export const LISTEN_RESULT_PAYLOAD: usize = 1;

// `[method]socket.accept`
export const ACCEPT_RESULT_SIZE: usize = 8;
export const ACCEPT_RESULT_ALIGNMENT: usize = 4;
export const ACCEPT_RESULT_PAYLOAD: usize = 4;

// `[method]socket.connect`
export const CONNECT_RESULT_SIZE: usize = 2;
export const CONNECT_RESULT_ALIGNMENT: usize = 1;
export const CONNECT_RESULT_PAYLOAD: usize = 1;

// `[method]socket.disconnect`
export const DISCONNECT_RESULT_SIZE: usize = 2;
export const DISCONNECT_RESULT_ALIGNMENT: usize = 1;
export const DISCONNECT_RESULT_PAYLOAD: usize = 1;

// `[method]socket.shutdown`
export const SHUTDOWN_RESULT_SIZE: usize = 2;
export const SHUTDOWN_RESULT_ALIGNMENT: usize = 1;
export const SHUTDOWN_RESULT_PAYLOAD: usize = 1;

// `[method]socket.send`
export const SEND_RESULT_SIZE: usize = 8;
export const SEND_RESULT_ALIGNMENT: usize = 4;
export const SEND_RESULT_PAYLOAD: usize = 4;

// `[method]socket.send-to`
export const SEND_TO_RESULT_SIZE: usize = 8;
export const SEND_TO_RESULT_ALIGNMENT: usize = 4;
export const SEND_TO_RESULT_PAYLOAD: usize = 4;

// `[method]socket.receive`
export const RECEIVE_RESULT_SIZE: usize = 12;
export const RECEIVE_RESULT_ALIGNMENT: usize = 4;
export const RECEIVE_RESULT_PAYLOAD: usize = 4;

// `[method]socket.receive-from`
export const RECEIVE_FROM_RESULT_SIZE: usize = 52;
export const RECEIVE_FROM_RESULT_ALIGNMENT: usize = 4;
export const RECEIVE_FROM_RESULT_PAYLOAD: usize = 4;

// `[method]socket.send-message`
export const SEND_MESSAGE_PARAMS_SIZE: usize = 60;
export const SEND_MESSAGE_PARAMS_ALIGNMENT: usize = 4;
export const SEND_MESSAGE_PARAMS_SELF: usize = 0;
export const SEND_MESSAGE_PARAMS_MESSAGE: usize = 4;
export const SEND_MESSAGE_PARAMS_FLAGS: usize = 56;
export const SEND_MESSAGE_RESULT_SIZE: usize = 8;
export const SEND_MESSAGE_RESULT_ALIGNMENT: usize = 4;
export const SEND_MESSAGE_RESULT_PAYLOAD: usize = 4;

// `[method]socket.receive-message`
export const RECEIVE_MESSAGE_RESULT_SIZE: usize = 64;
export const RECEIVE_MESSAGE_RESULT_ALIGNMENT: usize = 4;
export const RECEIVE_MESSAGE_RESULT_PAYLOAD: usize = 4;

// `[method]socket.local-address`
export const LOCAL_ADDRESS_RESULT_SIZE: usize = 36;
export const LOCAL_ADDRESS_RESULT_ALIGNMENT: usize = 4;
export const LOCAL_ADDRESS_RESULT_PAYLOAD: usize = 4;

// `[method]socket.remote-address`
export const REMOTE_ADDRESS_RESULT_SIZE: usize = 36;
export const REMOTE_ADDRESS_RESULT_ALIGNMENT: usize = 4;
export const REMOTE_ADDRESS_RESULT_PAYLOAD: usize = 4;

// `[method]socket.set-blocking`
export const SET_BLOCKING_RESULT_SIZE: usize = 2;
export const SET_BLOCKING_RESULT_ALIGNMENT: usize = 1;
export const SET_BLOCKING_RESULT_PAYLOAD: usize = 1;

// `[method]socket.get-option`
export const GET_OPTION_RESULT_SIZE: usize = 20;
export const GET_OPTION_RESULT_ALIGNMENT: usize = 4;
export const GET_OPTION_RESULT_PAYLOAD: usize = 4;

// `[method]socket.set-option`
export const SET_OPTION_RESULT_SIZE: usize = 2;
export const SET_OPTION_RESULT_ALIGNMENT: usize = 1;
export const SET_OPTION_RESULT_PAYLOAD: usize = 1;

// `[method]socket.update-membership`
export const UPDATE_MEMBERSHIP_PARAMS_SIZE: usize = 48;
export const UPDATE_MEMBERSHIP_PARAMS_ALIGNMENT: usize = 4;
export const UPDATE_MEMBERSHIP_PARAMS_SELF: usize = 0;
export const UPDATE_MEMBERSHIP_PARAMS_ACTION: usize = 4;
export const UPDATE_MEMBERSHIP_PARAMS_GROUP: usize = 6;
export const UPDATE_MEMBERSHIP_PARAMS_INTERFACE_INDEX: usize = 24;
export const UPDATE_MEMBERSHIP_PARAMS_SOURCE: usize = 28;
export const UPDATE_MEMBERSHIP_PARAMS_SOURCE_SOME: usize = 30;
export const UPDATE_MEMBERSHIP_RESULT_SIZE: usize = 2;
export const UPDATE_MEMBERSHIP_RESULT_ALIGNMENT: usize = 1;
export const UPDATE_MEMBERSHIP_RESULT_PAYLOAD: usize = 1;

// `[method]socket.at-mark`
export const AT_MARK_RESULT_SIZE: usize = 2;
export const AT_MARK_RESULT_ALIGNMENT: usize = 1;
export const AT_MARK_RESULT_PAYLOAD: usize = 1;

// `[method]socket.readable`
export const READABLE_RESULT_SIZE: usize = 8;
export const READABLE_RESULT_ALIGNMENT: usize = 4;
export const READABLE_RESULT_PAYLOAD: usize = 4;

// `[method]socket.offer`
export const OFFER_RESULT_SIZE: usize = 12;
export const OFFER_RESULT_ALIGNMENT: usize = 4;
export const OFFER_RESULT_PAYLOAD: usize = 4;

// `[method]socket.export-named`
export const EXPORT_NAMED_RESULT_SIZE: usize = 2;
export const EXPORT_NAMED_RESULT_ALIGNMENT: usize = 1;
export const EXPORT_NAMED_RESULT_PAYLOAD: usize = 1;

// `[static]socket.event-set`
export const EVENT_SET_RESULT_SIZE: usize = 8;
export const EVENT_SET_RESULT_ALIGNMENT: usize = 4;
export const EVENT_SET_RESULT_PAYLOAD: usize = 4;

// `[method]socket.watch`
export const WATCH_RESULT_SIZE: usize = 2;
export const WATCH_RESULT_ALIGNMENT: usize = 1;
export const WATCH_RESULT_PAYLOAD: usize = 1;

// `[method]socket.take-events`
export const TAKE_EVENTS_RESULT_SIZE: usize = 12;
export const TAKE_EVENTS_RESULT_ALIGNMENT: usize = 4;
export const TAKE_EVENTS_RESULT_PAYLOAD: usize = 4;

// `poll`
export const POLL_RESULT_SIZE: usize = 16;
export const POLL_RESULT_ALIGNMENT: usize = 4;
export const POLL_RESULT_PAYLOAD: usize = 4;

// `select`
export const SELECT_RESULT_SIZE: usize = 28;
export const SELECT_RESULT_ALIGNMENT: usize = 4;
export const SELECT_RESULT_PAYLOAD: usize = 4;

// `revoke`
export const REVOKE_RESULT_SIZE: usize = 2;
export const REVOKE_RESULT_ALIGNMENT: usize = 1;
export const REVOKE_RESULT_PAYLOAD: usize = 1;

// `fork`
export const FORK_RESULT_SIZE: usize = 8;
export const FORK_RESULT_ALIGNMENT: usize = 4;
export const FORK_RESULT_PAYLOAD: usize = 4;

// `wait`
export const WAIT_RESULT_SIZE: usize = 16;
export const WAIT_RESULT_ALIGNMENT: usize = 4;
export const WAIT_RESULT_PAYLOAD: usize = 4;
export const WAIT_RESULT_OK_SOME: usize = 8;

// `signal`
export const SIGNAL_RESULT_SIZE: usize = 2;
export const SIGNAL_RESULT_ALIGNMENT: usize = 1;
export const SIGNAL_RESULT_PAYLOAD: usize = 1;

// `lookup-address`
export const LOOKUP_ADDRESS_RESULT_SIZE: usize = 12;
export const LOOKUP_ADDRESS_RESULT_ALIGNMENT: usize = 4;
export const LOOKUP_ADDRESS_RESULT_PAYLOAD: usize = 4;

// `lookup-service`
export const LOOKUP_SERVICE_RESULT_SIZE: usize = 24;
export const LOOKUP_SERVICE_RESULT_ALIGNMENT: usize = 4;
export const LOOKUP_SERVICE_RESULT_PAYLOAD: usize = 4;

// `lookup-port`
export const LOOKUP_PORT_RESULT_SIZE: usize = 24;
export const LOOKUP_PORT_RESULT_ALIGNMENT: usize = 4;
export const LOOKUP_PORT_RESULT_PAYLOAD: usize = 4;

// `lookup-protocol`
export const LOOKUP_PROTOCOL_RESULT_SIZE: usize = 16;
export const LOOKUP_PROTOCOL_RESULT_ALIGNMENT: usize = 4;
export const LOOKUP_PROTOCOL_RESULT_PAYLOAD: usize = 4;

// `lookup-protocol-number`
export const LOOKUP_PROTOCOL_NUMBER_RESULT_SIZE: usize = 16;
export const LOOKUP_PROTOCOL_NUMBER_RESULT_ALIGNMENT: usize = 4;
export const LOOKUP_PROTOCOL_NUMBER_RESULT_PAYLOAD: usize = 4;

// `interface-index`
export const INTERFACE_INDEX_RESULT_SIZE: usize = 8;
export const INTERFACE_INDEX_RESULT_ALIGNMENT: usize = 4;
export const INTERFACE_INDEX_RESULT_PAYLOAD: usize = 4;

// `interface-name`
export const INTERFACE_NAME_RESULT_SIZE: usize = 12;
export const INTERFACE_NAME_RESULT_ALIGNMENT: usize = 4;
export const INTERFACE_NAME_RESULT_PAYLOAD: usize = 4;
