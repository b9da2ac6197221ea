import { resourcesOf } from '../chart.js';
import type { Provenance } from '../evidence/provenance.js';
import type { Requirement, RequirementState } from '../readiness/requirement.js';
import { packetSlices } from './packet-slices.js';
import type { PaperInput } from './paper-input.js';
import type { Basis } from './paper.js';
import type { StatementWriter } from './statements.js';

/** How a requirement may stand in a paper, and on what. */
export interface ShownRequirement {
  /** By which its words are chosen. */
  readonly state: RequirementState;
  /** What stands in the column of states. */
  readonly label: string;
  readonly basis: Basis;
}

/**
 * A judgement without rows that can be cited is not written down as one. That nothing was found is no judgement: it rests on the search,
 * and is "not documented" where the chart was read in full.
 */
export function showRequirement(
  { id, state, evidence }: Requirement,
  { chart, unread, words }: Pick<PaperInput, 'chart' | 'unread' | 'words'>,
  rows: StatementWriter['rows'],
): ShownRequirement {
  const basis = rows(id === 'age' ? [patientRow({ chart })] : evidence);
  const { states } = words;
  const unknown = unread.length === 0 ? states.unknown : states.unread;
  if (state === 'unknown') return { state, label: unknown, basis: basis ?? SEARCHED };
  if (basis !== undefined) return { state, label: states[state], basis };
  if (state === 'not-applicable') return { state, label: states[state], basis: SEARCHED };
  return state === 'not-met' && evidence.length === 0
    ? { state, label: states.unknown, basis: SEARCHED }
    : { state: 'unknown', label: unknown, basis: SEARCHED };
}

/** Age follows from the birth date alone. */
const patientRow = ({ chart }: Pick<PaperInput, 'chart'>): Provenance => ({
  source: `Patient/${resourcesOf(chart.slices.patient)[0]?.id ?? '?'}`,
  slice: 'patient',
  complete: true,
});

/** What has no rows rests on having looked through all that papers read. */
export const SEARCHED: Basis = { kind: 'search', looked: [...packetSlices()] };
