import type { MedicationRequest, Organization } from 'fhir/r4.js';
import type { DraftOrder } from '../../call.js';
import type { Readiness } from '../../pack/readiness.js';
import type { Terminology } from '../../pack/terminology.js';
import { findPhrases } from '../../words/find-phrases.js';
import { splitWords } from '../../words/split-words.js';
import { listOf, textOf, textsOf } from '../fhir-json.js';
import type { Provenance } from '../provenance.js';

/**
 * Does the kit come from a pharmacy for this one patient? Known when the dispenser of the order is on the site's list, or is
 * called a specialty pharmacy.
 */
export function readPharmacySupply(
  terminology: Terminology,
  { ref, resource }: DraftOrder,
  suppliers: Readiness['pharmacySuppliers'],
): Provenance | undefined {
  const { dispenseRequest, contained } = resource as Partial<MedicationRequest>;
  const { reference, display, identifier } = dispenseRequest?.performer ?? {};
  const local = textOf(reference)?.startsWith('#') === true ? reference?.slice(1) : undefined;
  const organization = listOf(contained).find(({ id }) => local !== undefined && id === local) as
    Partial<Organization> | undefined;
  const names = textsOf([display, organization?.name]);
  const listed = new Set(suppliers?.map(folded));
  const known = textsOf([reference, identifier?.value, ...names]).some((name) =>
    listed.has(folded(name)),
  );
  return known || names.some((name) => isSpecialtyPharmacy(terminology, name))
    ? { source: ref, slice: 'order', complete: true }
    : undefined;
}

const folded = (name: string): string => name.trim().toLowerCase();

const isSpecialtyPharmacy = ({ words }: Terminology, name: string): boolean =>
  findPhrases(words.billing, splitWords(name)).some(({ row }) => row === 'specialty-pharmacy');
