import type { Condition } from 'fhir/r4.js';
import { statusesOf } from './concept-status.js';

const NOT_CONFIRMED = new Set(['unconfirmed', 'provisional', 'differential']);

/** A diagnosis that is only thought of supports no claim in a paper or of a payer's criterion, though the safety rules heed it. */
export const isConfirmed = ({ verificationStatus }: Condition): boolean =>
  !statusesOf(verificationStatus).some((status) => NOT_CONFIRMED.has(status));
