// Generated from wit/ by `npm run wit`; not to be edited.
// Sizes, alignments and offsets of the canonical ABI, in bytes.

// `ipv4-address`
export const IPV4_ADDRESS_SIZE = 4;
export const IPV4_ADDRESS_ALIGNMENT = 1;

// `ipv6-address`
export const IPV6_ADDRESS_SIZE = 16;
export const IPV6_ADDRESS_ALIGNMENT = 2;

// `ip-address`
export const IP_ADDRESS_SIZE = 18;
export const IP_ADDRESS_ALIGNMENT = 2;
export const IP_ADDRESS_PAYLOAD = 2;

// `inet-address`
export const INET_ADDRESS_SIZE = 6;
export const INET_ADDRESS_ALIGNMENT = 2;
export const INET_ADDRESS_PORT = 0;
export const INET_ADDRESS_ADDRESS = 2;

// `inet6-address`
export const INET6_ADDRESS_SIZE = 28;
export const INET6_ADDRESS_ALIGNMENT = 4;
export const INET6_ADDRESS_PORT = 0;
export const INET6_ADDRESS_FLOW_INFO = 4;
export const INET6_ADDRESS_ADDRESS = 8;
export const INET6_ADDRESS_SCOPE_ID = 24;

// `packet-address`
export const PACKET_ADDRESS_SIZE = 20;
export const PACKET_ADDRESS_ALIGNMENT = 4;
export const PACKET_ADDRESS_PROTOCOL = 0;
export const PACKET_ADDRESS_INTERFACE_INDEX = 4;
export const PACKET_ADDRESS_HARDWARE_TYPE = 8;
export const PACKET_ADDRESS_PACKET_TYPE = 10;
export const PACKET_ADDRESS_ADDRESS = 12;

// `socket-address`
export const SOCKET_ADDRESS_SIZE = 32;
export const SOCKET_ADDRESS_ALIGNMENT = 4;
export const SOCKET_ADDRESS_PAYLOAD = 4;

// `send-flags`
export const SEND_FLAGS_SIZE = 2;
export const SEND_FLAGS_ALIGNMENT = 2;

// `receive-flags`
export const RECEIVE_FLAGS_SIZE = 1;
export const RECEIVE_FLAGS_ALIGNMENT = 1;

// `message-flags`
export const MESSAGE_FLAGS_SIZE = 1;
export const MESSAGE_FLAGS_ALIGNMENT = 1;

// `poll-events`
export const POLL_EVENTS_SIZE = 2;
export const POLL_EVENTS_ALIGNMENT = 2;

// `watch-mode`
export const WATCH_MODE_SIZE = 1;
export const WATCH_MODE_ALIGNMENT = 1;

// `linger`
export const LINGER_SIZE = 8;
export const LINGER_ALIGNMENT = 4;
export const LINGER_ENABLED = 0;
export const LINGER_SECONDS = 4;

// `timeval`
export const TIMEVAL_SIZE = 8;
export const TIMEVAL_ALIGNMENT = 4;
export const TIMEVAL_SECONDS = 0;
export const TIMEVAL_MICROSECONDS = 4;

// `credentials`
export const CREDENTIALS_SIZE = 12;
export const CREDENTIALS_ALIGNMENT = 4;
export const CREDENTIALS_PID = 0;
export const CREDENTIALS_UID = 4;
export const CREDENTIALS_GID = 8;

// `option-value`
export const OPTION_VALUE_SIZE = 16;
export const OPTION_VALUE_ALIGNMENT = 4;
export const OPTION_VALUE_PAYLOAD = 4;
export const OPTION_VALUE_ERROR_SOME = 5;

// `inet-packet-info`
export const INET_PACKET_INFO_SIZE = 12;
export const INET_PACKET_INFO_ALIGNMENT = 4;
export const INET_PACKET_INFO_INTERFACE_INDEX = 0;
export const INET_PACKET_INFO_LOCAL = 4;
export const INET_PACKET_INFO_DESTINATION = 8;

// `inet6-packet-info`
export const INET6_PACKET_INFO_SIZE = 20;
export const INET6_PACKET_INFO_ALIGNMENT = 4;
export const INET6_PACKET_INFO_ADDRESS = 0;
export const INET6_PACKET_INFO_INTERFACE_INDEX = 16;

// `error-report`
export const ERROR_REPORT_SIZE = 48;
export const ERROR_REPORT_ALIGNMENT = 4;
export const ERROR_REPORT_ERROR = 0;
export const ERROR_REPORT_ORIGIN = 1;
export const ERROR_REPORT_KIND = 2;
export const ERROR_REPORT_CODE = 3;
export const ERROR_REPORT_INFO = 4;
export const ERROR_REPORT_DATA = 8;
export const ERROR_REPORT_OFFENDER = 12;
export const ERROR_REPORT_OFFENDER_SOME = 16;

// `other-control`
export const OTHER_CONTROL_SIZE = 16;
export const OTHER_CONTROL_ALIGNMENT = 4;
export const OTHER_CONTROL_LEVEL = 0;
export const OTHER_CONTROL_KIND = 4;
export const OTHER_CONTROL_DATA = 8;

// `service`
export const SERVICE_SIZE = 20;
export const SERVICE_ALIGNMENT = 4;
export const SERVICE_NAME = 0;
export const SERVICE_PORT = 8;
export const SERVICE_PROTOCOL = 12;

// `protocol`
export const PROTOCOL_SIZE = 12;
export const PROTOCOL_ALIGNMENT = 4;
export const PROTOCOL_NAME = 0;
export const PROTOCOL_NUMBER = 8;

// `lookup-error`
export const LOOKUP_ERROR_SIZE = 2;
export const LOOKUP_ERROR_ALIGNMENT = 1;
export const LOOKUP_ERROR_PAYLOAD = 1;

// `lookup-flags`
export const LOOKUP_FLAGS_SIZE = 2;
export const LOOKUP_FLAGS_ALIGNMENT = 2;

// `lookup-hints`
export const LOOKUP_HINTS_SIZE = 12;
export const LOOKUP_HINTS_ALIGNMENT = 4;
export const LOOKUP_HINTS_FLAGS = 0;
export const LOOKUP_HINTS_FAMILY = 2;
export const LOOKUP_HINTS_FAMILY_SOME = 3;
export const LOOKUP_HINTS_SOCKET_TYPE = 4;
export const LOOKUP_HINTS_SOCKET_TYPE_SOME = 5;
export const LOOKUP_HINTS_PROTOCOL = 8;

// `address-info`
export const ADDRESS_INFO_SIZE = 52;
export const ADDRESS_INFO_ALIGNMENT = 4;
export const ADDRESS_INFO_FLAGS = 0;
export const ADDRESS_INFO_FAMILY = 2;
export const ADDRESS_INFO_SOCKET_TYPE = 3;
export const ADDRESS_INFO_PROTOCOL = 4;
export const ADDRESS_INFO_ADDRESS = 8;
export const ADDRESS_INFO_CANONICAL_NAME = 40;
export const ADDRESS_INFO_CANONICAL_NAME_SOME = 44;

// `outgoing-control`
export const OUTGOING_CONTROL_SIZE = 24;
export const OUTGOING_CONTROL_ALIGNMENT = 4;
export const OUTGOING_CONTROL_PAYLOAD = 4;

// `incoming-control`
export const INCOMING_CONTROL_SIZE = 52;
export const INCOMING_CONTROL_ALIGNMENT = 4;
export const INCOMING_CONTROL_PAYLOAD = 4;

// `outgoing-message`
export const OUTGOING_MESSAGE_SIZE = 52;
export const OUTGOING_MESSAGE_ALIGNMENT = 4;
export const OUTGOING_MESSAGE_PARTS = 0;
export const OUTGOING_MESSAGE_TO = 8;
export const OUTGOING_MESSAGE_TO_SOME = 12;
export const OUTGOING_MESSAGE_CONTROL = 44;

// `received`
export const RECEIVED_SIZE = 48;
export const RECEIVED_ALIGNMENT = 4;
export const RECEIVED_DATA = 0;
export const RECEIVED_LENGTH = 8;
export const RECEIVED_FROM = 12;
export const RECEIVED_FROM_SOME = 16;

// `incoming-message`
export const INCOMING_MESSAGE_SIZE = 60;
export const INCOMING_MESSAGE_ALIGNMENT = 4;
export const INCOMING_MESSAGE_DATA = 0;
export const INCOMING_MESSAGE_LENGTH = 8;
export const INCOMING_MESSAGE_FROM = 12;
export const INCOMING_MESSAGE_FROM_SOME = 16;
export const INCOMING_MESSAGE_CONTROL = 48;
export const INCOMING_MESSAGE_FLAGS = 56;

// `event`
export const EVENT_SIZE = 16;
export const EVENT_ALIGNMENT = 8;
export const EVENT_EVENTS = 0;
export const EVENT_DATA = 8;

// `polled`
export const POLLED_SIZE = 8;
export const POLLED_ALIGNMENT = 4;
export const POLLED_SOCKET = 0;
export const POLLED_EVENTS = 4;

// `poll-outcome`
export const POLL_OUTCOME_SIZE = 12;
export const POLL_OUTCOME_ALIGNMENT = 4;
export const POLL_OUTCOME_SOCKETS = 0;
export const POLL_OUTCOME_INPUT = 8;

// `ready`
export const READY_SIZE = 24;
export const READY_ALIGNMENT = 4;
export const READY_READ = 0;
export const READY_WRITE = 8;
export const READY_EXCEPT = 16;

// `ended-process`
export const ENDED_PROCESS_SIZE = 8;
export const ENDED_PROCESS_ALIGNMENT = 4;
export const ENDED_PROCESS_ID = 0;
export const ENDED_PROCESS_STATUS = 4;

// `[static]socket.create`
export const CREATE_RESULT_SIZE = 8;
export const CREATE_RESULT_ALIGNMENT = 4;
export const CREATE_RESULT_PAYLOAD = 4;

// `[static]socket.pair`
export const PAIR_RESULT_SIZE = 12;
export const PAIR_RESULT_ALIGNMENT = 4;
export const PAIR_RESULT_PAYLOAD = 4;
export const PAIR_RESULT_ITEM_0 = 4;
export const PAIR_RESULT_ITEM_1 = 8;

// `[static]socket.take`
export const TAKE_RESULT_SIZE = 8;
export const TAKE_RESULT_ALIGNMENT = 4;
export const TAKE_RESULT_PAYLOAD = 4;

// `[static]socket.import-named`
export const IMPORT_NAMED_RESULT_SIZE = 8;
export const IMPORT_NAMED_RESULT_ALIGNMENT = 4;
export const IMPORT_NAMED_RESULT_PAYLOAD = 4;

// `[method]socket.bind`
export const BIND_RESULT_SIZE = 2;
export const BIND_RESULT_ALIGNMENT = 1;
export const BIND_RESULT_PAYLOAD = 1;

// `[method]socket.listen`
export const LISTEN_RESULT_SIZE = 2;
export const LISTEN_RESULT_ALIGNMENT = 1;
export const LISTEN_RESULT_PAYLOAD = 1;

// `[method]socket.accept`
export const ACCEPT_RESULT_SIZE = 8;
export const ACCEPT_RESULT_ALIGNMENT = 4;
export const ACCEPT_RESULT_PAYLOAD = 4;

// `[method]socket.connect`
export const CONNECT_RESULT_SIZE = 2;
export const CONNECT_RESULT_ALIGNMENT = 1;
export const CONNECT_RESULT_PAYLOAD = 1;

// `[method]socket.disconnect`
export const DISCONNECT_RESULT_SIZE = 2;
export const DISCONNECT_RESULT_ALIGNMENT = 1;
export const DISCONNECT_RESULT_PAYLOAD = 1;

// `[method]socket.shutdown`
export const SHUTDOWN_RESULT_SIZE = 2;
export const SHUTDOWN_RESULT_ALIGNMENT = 1;
export const SHUTDOWN_RESULT_PAYLOAD = 1;

// `[method]socket.send`
export const SEND_RESULT_SIZE = 8;
export const SEND_RESULT_ALIGNMENT = 4;
export const SEND_RESULT_PAYLOAD = 4;

// `[method]socket.send-to`
export const SEND_TO_RESULT_SIZE = 8;
export const SEND_TO_RESULT_ALIGNMENT = 4;
export const SEND_TO_RESULT_PAYLOAD = 4;

// `[method]socket.receive`
export const RECEIVE_RESULT_SIZE = 12;
export const RECEIVE_RESULT_ALIGNMENT = 4;
export const RECEIVE_RESULT_PAYLOAD = 4;

// `[method]socket.receive-from`
export const RECEIVE_FROM_RESULT_SIZE = 52;
export const RECEIVE_FROM_RESULT_ALIGNMENT = 4;
export const RECEIVE_FROM_RESULT_PAYLOAD = 4;

// `[method]socket.send-message`
export const SEND_MESSAGE_PARAMS_SIZE = 60;
export const SEND_MESSAGE_PARAMS_ALIGNMENT = 4;
export const SEND_MESSAGE_PARAMS_SELF = 0;
export const SEND_MESSAGE_PARAMS_MESSAGE = 4;
export const SEND_MESSAGE_PARAMS_FLAGS = 56;
export const SEND_MESSAGE_RESULT_SIZE = 8;
export const SEND_MESSAGE_RESULT_ALIGNMENT = 4;
export const SEND_MESSAGE_RESULT_PAYLOAD = 4;

// `[method]socket.receive-message`
export const RECEIVE_MESSAGE_RESULT_SIZE = 64;
export const RECEIVE_MESSAGE_RESULT_ALIGNMENT = 4;
export const RECEIVE_MESSAGE_RESULT_PAYLOAD = 4;

// `[method]socket.local-address`
export const LOCAL_ADDRESS_RESULT_SIZE = 36;
export const LOCAL_ADDRESS_RESULT_ALIGNMENT = 4;
export const LOCAL_ADDRESS_RESULT_PAYLOAD = 4;

// `[method]socket.remote-address`
export const REMOTE_ADDRESS_RESULT_SIZE = 36;
export const REMOTE_ADDRESS_RESULT_ALIGNMENT = 4;
export const REMOTE_ADDRESS_RESULT_PAYLOAD = 4;

// `[method]socket.set-blocking`
export const SET_BLOCKING_RESULT_SIZE = 2;
export const SET_BLOCKING_RESULT_ALIGNMENT = 1;
export const SET_BLOCKING_RESULT_PAYLOAD = 1;

// `[method]socket.get-option`
export const GET_OPTION_RESULT_SIZE = 20;
export const GET_OPTION_RESULT_ALIGNMENT = 4;
export const GET_OPTION_RESULT_PAYLOAD = 4;

// `[method]socket.set-option`
export const SET_OPTION_RESULT_SIZE = 2;
export const SET_OPTION_RESULT_ALIGNMENT = 1;
export const SET_OPTION_RESULT_PAYLOAD = 1;

// `[method]socket.update-membership`
export const UPDATE_MEMBERSHIP_PARAMS_SIZE = 48;
export const UPDATE_MEMBERSHIP_PARAMS_ALIGNMENT = 4;
export const UPDATE_MEMBERSHIP_PARAMS_SELF = 0;
export const UPDATE_MEMBERSHIP_PARAMS_ACTION = 4;
export const UPDATE_MEMBERSHIP_PARAMS_GROUP = 6;
export const UPDATE_MEMBERSHIP_PARAMS_INTERFACE_INDEX = 24;
export const UPDATE_MEMBERSHIP_PARAMS_SOURCE = 28;
export const UPDATE_MEMBERSHIP_PARAMS_SOURCE_SOME = 30;
export const UPDATE_MEMBERSHIP_RESULT_SIZE = 2;
export const UPDATE_MEMBERSHIP_RESULT_ALIGNMENT = 1;
export const UPDATE_MEMBERSHIP_RESULT_PAYLOAD = 1;

// `[method]socket.at-mark`
export const AT_MARK_RESULT_SIZE = 2;
export const AT_MARK_RESULT_ALIGNMENT = 1;
export const AT_MARK_RESULT_PAYLOAD = 1;

// `[method]socket.readable`
export const READABLE_RESULT_SIZE = 8;
export const READABLE_RESULT_ALIGNMENT = 4;
export const READABLE_RESULT_PAYLOAD = 4;

// `[method]socket.offer`
export const OFFER_RESULT_SIZE = 12;
export const OFFER_RESULT_ALIGNMENT = 4;
export const OFFER_RESULT_PAYLOAD = 4;

// `[method]socket.export-named`
export const EXPORT_NAMED_RESULT_SIZE = 2;
export const EXPORT_NAMED_RESULT_ALIGNMENT = 1;
export const EXPORT_NAMED_RESULT_PAYLOAD = 1;

// `[static]socket.event-set`
export const EVENT_SET_RESULT_SIZE = 8;
export const EVENT_SET_RESULT_ALIGNMENT = 4;
export const EVENT_SET_RESULT_PAYLOAD = 4;

// `[method]socket.watch`
export const WATCH_RESULT_SIZE = 2;
export const WATCH_RESULT_ALIGNMENT = 1;
export const WATCH_RESULT_PAYLOAD = 1;

// `[method]socket.take-events`
export const TAKE_EVENTS_RESULT_SIZE = 12;
export const TAKE_EVENTS_RESULT_ALIGNMENT = 4;
export const TAKE_EVENTS_RESULT_PAYLOAD = 4;

// `poll`
export const POLL_RESULT_SIZE = 16;
export const POLL_RESULT_ALIGNMENT = 4;
export const POLL_RESULT_PAYLOAD = 4;

// `select`
export const SELECT_RESULT_SIZE = 28;
export const SELECT_RESULT_ALIGNMENT = 4;
export const SELECT_RESULT_PAYLOAD = 4;

// `revoke`
export const REVOKE_RESULT_SIZE = 2;
export const REVOKE_RESULT_ALIGNMENT = 1;
export const REVOKE_RESULT_PAYLOAD = 1;

// `fork`
export const FORK_RESULT_SIZE = 8;
export const FORK_RESULT_ALIGNMENT = 4;
export const FORK_RESULT_PAYLOAD = 4;

// `wait`
export const WAIT_RESULT_SIZE = 16;
export const WAIT_RESULT_ALIGNMENT = 4;
export const WAIT_RESULT_PAYLOAD = 4;
export const WAIT_RESULT_OK_SOME = 8;

// `signal`
export const SIGNAL_RESULT_SIZE = 2;
export const SIGNAL_RESULT_ALIGNMENT = 1;
export const SIGNAL_RESULT_PAYLOAD = 1;

// `lookup-address`
export const LOOKUP_ADDRESS_RESULT_SIZE = 12;
export const LOOKUP_ADDRESS_RESULT_ALIGNMENT = 4;
export const LOOKUP_ADDRESS_RESULT_PAYLOAD = 4;

// `lookup-service`
export const LOOKUP_SERVICE_RESULT_SIZE = 24;
export const LOOKUP_SERVICE_RESULT_ALIGNMENT = 4;
export const LOOKUP_SERVICE_RESULT_PAYLOAD = 4;

// `lookup-port`
export const LOOKUP_PORT_RESULT_SIZE = 24;
export const LOOKUP_PORT_RESULT_ALIGNMENT = 4;
export const LOOKUP_PORT_RESULT_PAYLOAD = 4;

// `lookup-protocol`
export const LOOKUP_PROTOCOL_RESULT_SIZE = 16;
export const LOOKUP_PROTOCOL_RESULT_ALIGNMENT = 4;
export const LOOKUP_PROTOCOL_RESULT_PAYLOAD = 4;

// `lookup-protocol-number`
export const LOOKUP_PROTOCOL_NUMBER_RESULT_SIZE = 16;
export const LOOKUP_PROTOCOL_NUMBER_RESULT_ALIGNMENT = 4;
export const LOOKUP_PROTOCOL_NUMBER_RESULT_PAYLOAD = 4;

// `interface-index`
export const INTERFACE_INDEX_RESULT_SIZE = 8;
export const INTERFACE_INDEX_RESULT_ALIGNMENT = 4;
export const INTERFACE_INDEX_RESULT_PAYLOAD = 4;

// `interface-name`
export const INTERFACE_NAME_RESULT_SIZE = 12;
export const INTERFACE_NAME_RESULT_ALIGNMENT = 4;
export const INTERFACE_NAME_RESULT_PAYLOAD = 4;
