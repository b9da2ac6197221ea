import { inspect } from 'node:util';

const REDACTED = '[redacted]';

/** What may stand in a header; of all else no request can be made. */
const SENDABLE = /^[\x21-\x7e]+$/;

/**
 * The client's access token. It can be put on a request of ours and nowhere else: printing, logging, inspecting or
 * serialising it gives `[redacted]`. It lives as long as the hook call that brought it.
 */
export class BearerToken {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The `Authorization` header; only `egress.ts`, the one way out of the process, asks for it. */
  authorization(): string {
    return `Bearer ${this.#value}`;
  }

  /** False for a text with spaces, line ends or letters beyond ASCII: it is no token, and no server would see it. */
  isSendable(): boolean {
    return SENDABLE.test(this.#value);
  }

  toString(): string {
    return REDACTED;
  }

  toJSON(): string {
    return REDACTED;
  }

  [inspect.custom](): string {
    return REDACTED;
  }
}
