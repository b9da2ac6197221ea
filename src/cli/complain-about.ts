import { ClientsError } from '../clients/clients-error.js';
import { ConfigError } from '../config.js';
import { KeysError } from '../keys/keys-error.js';
import { ReviewError } from '../governance/review/review-error.js';
import { KnowledgeError } from '../knowledge/knowledge-error.js';
import { PacketFilesError } from '../packet/packet-files-error.js';
import { UnsealError } from '../record/unseal-error.js';
import { StoreError } from '../store/store-error.js';
import { TableError } from '../knowledge/terminology/table-error.js';

/** A mistake in how a command was called; the message is for the person who typed it. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

const EXPECTED = [
  UsageError,
  ConfigError,
  ClientsError,
  KeysError,
  KnowledgeError,
  PacketFilesError,
  ReviewError,
  StoreError,
  TableError,
  UnsealError,
];

/** Ends the command with a sentence for mistakes of the operator, and with the whole story for bugs of ours. */
export function complainAbout(error: unknown): void {
  process.exitCode = 2;
  console.error(isMistake(error) ? error.message : error);
}

/** Says something to an operator, in words that hold nothing of a patient. */
export const isMistake = (error: unknown): error is Error =>
  EXPECTED.some((kind) => error instanceof kind);
