import { inspect } from 'node:util';

const REDACTED = '[redacted]';

/**
 * The client's access token. It can be put on a request of ours and nowhere else: printing, logging, inspecting or
 * serialising it gives `[redacted]`. It lives as long as the hook call that brought it.
 */
export class BearerToken {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The `Authorization` header; only `request-json.ts`, where every outgoing call is made, asks for it. */
  authorization(): string {
    return `Bearer ${this.#value}`;
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
