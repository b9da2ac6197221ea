/** What a code of `hcpcs.csv` or `cpt.csv` stands for, beyond the drug. */
export type ProcedureRole =
  | 'exposure'
  | 'implant-inserted'
  | 'implant-removed'
  | 'depot-naltrexone'
  | 'programme-naltrexone'
  | 'rescue'
  | 'antagonist'
  | 'toxicology'
  | 'administration'
  | 'trap'
  | 'needs-text'
  | 'context';

/** A row of `hcpcs.csv` or `cpt.csv`. */
export interface ProcedureCode {
  readonly system: 'HCPCS' | 'CPT';
  readonly code: string;
  readonly display: string;
  readonly role: ProcedureRole;
  /** A weekly bundle or take-home supply covers the days after the service (`clinical-opioid.md` 5.1). */
  readonly coversDays: number;
  readonly unitAmount: string;
  readonly unit: string;
}
