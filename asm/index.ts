// What a guest imports: `import { socket_create, … } from "wasock"`.
export * from "./constants";
export { Socket } from "./socket";
export { Ref } from "./ref";
export { socket_close, socket_create, socket_create_pair } from "./lifecycle";
export { socket_read, socket_recv, socket_send, socket_write } from "./transfer";
