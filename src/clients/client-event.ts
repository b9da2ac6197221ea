import type { JwksFault } from './fetch-jwks.js';

/** What the log may know of the registry: our own ids and words; the texts are about the operator's own file. */
export type ClientEvent =
  | {
      readonly event: 'clients-file';
      /** `kept-old`: the new file is wrong, what the old one said still holds. */
      readonly outcome: 'loaded' | 'kept-old';
      readonly clients: number;
      readonly place?: string;
      readonly problem?: string;
      readonly remedy?: string;
    }
  | {
      readonly event: 'client-keys';
      readonly client: string;
      readonly outcome: 'fetched' | 'not-fetched';
      readonly reason?: JwksFault;
    }
  /** Token ids were forgotten early: a replay of them would be accepted. */
  | { readonly event: 'replay-guard-full' }
  /** A token was checked in this process alone: the store that instances share did not answer. */
  | { readonly event: 'replay-unchecked' };
