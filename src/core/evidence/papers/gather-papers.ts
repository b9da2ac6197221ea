import type { Chart, SliceName } from '../../chart.js';
import { comparePoints } from '../../time/distance.js';
import type { Span } from '../../time/instant.js';
import { rowsOf } from '../chart-rows.js';
import type { NaltrexoneDose } from '../exposure.js';
import type { Reader } from '../opioid-use/reader.js';
import { type NaltrexoneConsent, NO_PAPERS, type PapersEvidence } from './papers-evidence.js';
import { readChartPapers } from './read-chart-papers.js';
import { readConsentDocuments, readConsentProcedures } from './read-consent-papers.js';
import { readConsentQuestionnaires } from './read-consent-questionnaires.js';
import { readConsents } from './read-consents.js';
import { readDepotAdministrations } from './read-depot-administrations.js';
import { readNoIndications, readNonAdherence } from './read-non-adherence.js';
import { readNoKnownAllergies } from './read-no-known-allergies.js';
import { readPsychosocial } from './read-psychosocial.js';
import { readVisits } from './read-visits.js';

const PAPERS: readonly SliceName[] = [
  'consents',
  'documents',
  'questionnaireResponses',
  'carePlans',
  'visits',
];

/**
 * The papers about a treatment with naltrexone, newest first. Nothing is read while no question of the call asks for papers: the
 * slices of medications and procedures are then there for safety alone.
 * @param doses the observed doses, as they were read for safety
 */
export function gatherPapers(
  chart: Chart,
  reader: Reader,
  doses: readonly NaltrexoneDose[],
): PapersEvidence {
  if (PAPERS.every((slice) => isNotNeeded(chart, slice))) return NO_PAPERS;
  const documents = rowsOf(chart, 'DocumentReference', ['documents']);
  const procedures = rowsOf(chart, 'Procedure', ['procedures']);
  const conditions = rowsOf(chart, 'Condition', ['conditions']);
  const carePlans = rowsOf(chart, 'CarePlan', ['carePlans']);
  const visits = rowsOf(chart, 'Encounter', ['visits']);
  return {
    consents: newestFirst([
      ...readConsents(rowsOf(chart, 'Consent', ['consents']), reader),
      ...readConsentDocuments(documents, reader),
      ...readConsentQuestionnaires(
        rowsOf(chart, 'QuestionnaireResponse', ['questionnaireResponses']),
        reader,
      ),
      ...readConsentProcedures(procedures, reader),
    ]).map((one) => asOfNow(one, reader)),
    psychosocial: newestFirst(
      readPsychosocial(
        {
          procedures,
          visits,
          appointments: rowsOf(chart, 'Appointment', ['appointments']),
          orders: rowsOf(chart, 'ServiceRequest', ['serviceRequests']),
          carePlans,
          documents,
        },
        reader,
      ),
    ),
    papers: newestFirst(readChartPapers({ documents, carePlans, procedures }, reader)),
    visits: newestFirst(readVisits(visits, reader)),
    administrations: newestFirst(
      readDepotAdministrations(
        rowsOf(chart, 'MedicationAdministration', ['medicationAdministrations']),
        doses,
        reader,
      ),
    ),
    nonAdherence: newestFirst(
      readNonAdherence(
        {
          conditions,
          statements: rowsOf(chart, 'MedicationStatement', ['medicationStatements']),
          documents,
        },
        reader,
      ),
    ),
    noIndications: readNoIndications(conditions, reader),
    noKnownAllergies: newestFirst(
      readNoKnownAllergies(rowsOf(chart, 'AllergyIntolerance', ['allergies']), reader),
    ),
  };
}

/** A paper that bears a later day than today is not signed yet. */
const asOfNow = (consent: NaltrexoneConsent, { now }: Reader): NaltrexoneConsent =>
  consent.standing === 'valid' && consent.at !== undefined && consent.at.earliest.day > now.day
    ? { ...consent, standing: 'unfinished' }
    : consent;

function isNotNeeded(chart: Chart, name: SliceName): boolean {
  const slice = chart.slices[name];
  return slice.state === 'not-asked' && slice.fault.reason === 'not-needed';
}

/** What has no date comes last. */
const newestFirst = <Dated extends { readonly at: Span | undefined }>(
  rows: readonly Dated[],
): readonly Dated[] =>
  [...rows].sort((one, other) =>
    one.at === undefined || other.at === undefined
      ? Number(one.at === undefined) - Number(other.at === undefined)
      : comparePoints(other.at.latest, one.at.latest),
  );
