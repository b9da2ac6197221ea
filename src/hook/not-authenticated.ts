import type { RefusalReason } from '../clients/refusal.js';
import { ServiceError } from '../errors.js';

/** A caller that nobody knows. Outside it is one bare 401 for every reason; the reason is for the log. */
export class NotAuthenticated extends ServiceError {
  readonly reason: RefusalReason;
  /** The registered client that the token claims to be. */
  readonly client: string | undefined;

  constructor(reason: RefusalReason, client?: string) {
    super('not-authenticated');
    this.reason = reason;
    this.client = client;
  }
}
