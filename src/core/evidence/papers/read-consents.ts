import type { CodeableConcept, Coding, Consent } from 'fhir/r4.js';
import { readFhirTime } from '../../time/read-fhir-time.js';
import { type ChartRow, provenanceOf } from '../chart-rows.js';
import { listOf, textOf } from '../fhir-json.js';
import { readPeriodEnd } from '../opioid-use/read-period-end.js';
import type { Reader } from '../opioid-use/reader.js';
import { consentTopics } from './consent-topics.js';
import { isNaltrexone, namesNaltrexone, paperWordsIn, textsOfConcepts } from './paper-words.js';
import type { NaltrexoneConsent } from './papers-evidence.js';

/** Scopes of HL7's consentscope that agree to no treatment. */
const OTHER_SCOPES = new Set(['patient-privacy', 'research', 'adr']);

/**
 * Consents whose category, scope, policy or code names naltrexone (`clinical-liver-other` E2). A consent counts to the end of its last
 * day, on the planned day; one to pass on records agrees to no treatment, whatever it names.
 */
export const readConsents = (
  rows: readonly ChartRow<Consent>[],
  reader: Reader,
): readonly NaltrexoneConsent[] =>
  rows.flatMap((row) => {
    const { resource } = row;
    const concepts = conceptsOf(resource);
    const texts = [...textsOfConcepts(concepts), ...policiesOf(resource)];
    const { terminology, zone } = reader;
    if (!namesNaltrexone(terminology, texts) && !isNaltrexone(terminology, concepts)) return [];
    const said = paperWordsIn(terminology, texts);
    if (isOfOtherScope(resource) || said.has('disclosure')) return [];
    const standing = standingOf(resource, said.has('withheld'), reader);
    if (standing === undefined) return [];
    return [
      {
        from: 'consent',
        standing,
        topics: consentTopics(said),
        at: readFhirTime(resource.dateTime, zone),
        until: readPeriodEnd(resource.provision?.period, zone)?.latest.day,
        provenance: provenanceOf(row),
      },
    ];
  });

function standingOf(
  { status, provision }: Consent,
  withheld: boolean,
  { planned, zone }: Reader,
): NaltrexoneConsent['standing'] | undefined {
  switch (status) {
    case 'active': {
      if (withheld || provision?.type === 'deny') return 'refused';
      const start = readFhirTime(provision?.period?.start, zone);
      if (start !== undefined && start.earliest.day > planned.day) return 'unfinished';
      const end = readPeriodEnd(provision?.period, zone);
      return end !== undefined && end.latest.day < planned.day ? 'ended' : 'valid';
    }
    case 'inactive':
      return 'ended';
    case 'rejected':
      return 'refused';
    case 'draft':
    case 'proposed':
      return 'unfinished';
    default:
      return undefined;
  }
}

const conceptsOf = ({
  scope,
  category,
  policyRule,
  provision,
}: Partial<Consent>): readonly CodeableConcept[] => [
  ...listOf<CodeableConcept>(scope),
  ...listOf<CodeableConcept>(category),
  ...listOf<CodeableConcept>(policyRule),
  ...listOf<CodeableConcept>(provision?.code),
  ...listOf(provision?.provision).flatMap(({ code }) => listOf<CodeableConcept>(code)),
];

const policiesOf = ({ policy, sourceAttachment }: Consent): readonly string[] =>
  [
    ...listOf(policy).flatMap(({ authority, uri }) => [authority, uri]),
    sourceAttachment?.title,
  ].flatMap((text) => textOf(text) ?? []);

const isOfOtherScope = ({ scope }: Partial<Consent>): boolean =>
  listOf<CodeableConcept>(scope)
    .flatMap(({ coding }) => listOf<Coding>(coding))
    .some(({ code }) => OTHER_SCOPES.has(textOf(code) ?? ''));
