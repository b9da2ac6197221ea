import type { SliceFault } from '../chart.js';
import type { TermName } from '../pack/terms.js';

/** Why a source could not be read, in words for a clinician. */
export function nameFault({ reason, status = 500 }: SliceFault): TermName {
  switch (reason) {
    case 'http-error':
      return status < 500 ? 'fault.query-refused' : 'fault.server-error';
    case 'operation-outcome':
      return 'fault.server-error';
    // Of these two no card speaks as of something that failed.
    case 'declared-absent':
    case 'not-needed':
      return 'fault.not-sent';
    default:
      return `fault.${reason}`;
  }
}
