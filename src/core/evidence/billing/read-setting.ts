import type { Readiness } from '../../pack/readiness.js';
import type { BillingSetting } from '../../pack/terminology.js';

/** Classes of an encounter that are an inpatient stay. */
const INPATIENT = new Set<string | undefined>(['IMP', 'ACUTE', 'NONAC']);

/** Where the injection is given, as claims know it: as the site says, else by the encounter, else an office. */
export const readSetting = (
  site: Readiness | undefined,
  encounterClass: string | undefined,
): BillingSetting => site?.setting ?? (INPATIENT.has(encounterClass) ? 'inpatient' : 'office');
