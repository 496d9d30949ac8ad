/** An error as data, because a message carries neither its class nor its code. */
export interface ErrorData {
  readonly name: string;
  readonly code: string;
  readonly message: string;
  readonly stack: string | undefined;
}
