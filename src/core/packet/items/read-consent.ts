import type { Consent, DocumentReference, Procedure } from 'fhir/r4.js';
import { type ChartRow, provenanceOf, rowsOf } from '../../evidence/chart-rows.js';
import { listOf, textOf } from '../../evidence/fhir-json.js';
import type { Provenance } from '../../evidence/provenance.js';
import { conceptTexts } from '../../evidence/toxicology/concept-texts.js';
import { span } from '../../rules/rule.js';
import type { Span } from '../../time/instant.js';
import { readFhirTime } from '../../time/read-fhir-time.js';
import { dateAnswer, newestFirst } from '../date-answer.js';
import { answer, type Documented, fact, gap } from '../documented.js';
import type { PacketInput } from '../packet-input.js';
import { namesAny } from './names-any.js';

interface Proof {
  readonly at: Span;
  readonly provenance: Provenance;
}

/**
 * Consent counts when it is active on the planned day and its own words name naltrexone; a general consent to treatment does not.
 * Counselling counts when a completed procedure says that naltrexone was explained.
 */
export function readConsent(given: PacketInput): Documented {
  const [consent] = newestFirst([...consents(given), ...consentDocuments(given)]);
  const [counselling] = newestFirst(explanations(given));
  return {
    answers: [
      ...proven('consent.given', 'consent.date', consent),
      ...proven('consent.counselling', 'consent.counselling-date', counselling),
    ],
    facts: [
      ...(consent === undefined
        ? []
        : [fact('consent.given', { date: span(consent.at) }, [consent.provenance])]),
      ...(counselling === undefined
        ? []
        : [fact('consent.counselling', { date: span(counselling.at) }, [counselling.provenance])]),
    ],
    gaps: [
      ...(consent === undefined ? [gap('consent', 'consents', 'documents')] : []),
      ...(counselling === undefined ? [gap('counselling', 'procedures')] : []),
    ],
  };
}

const proven = (linkId: string, dateId: string, proof: Proof | undefined) =>
  proof === undefined
    ? []
    : [
        answer(linkId, { valueBoolean: true }, [proof.provenance]),
        ...dateAnswer(dateId, proof.at, [proof.provenance]),
      ];

const proofOf = (
  row: ChartRow<Consent | DocumentReference | Procedure>,
  date: unknown,
  { situation: { clock } }: PacketInput,
): readonly Proof[] => {
  const at = readFhirTime(date, clock.zone);
  return at === undefined || at.earliest.day > clock.now.day
    ? []
    : [{ at, provenance: provenanceOf(row) }];
};

const consents = (given: PacketInput): readonly Proof[] =>
  rowsOf(given.chart, 'Consent', ['consents']).flatMap((row) => {
    const { status, scope, category, policyRule, policy, provision, dateTime } = row.resource;
    const { planned, zone } = given.situation.clock;
    const end = readFhirTime(provision?.period?.end, zone);
    const said = [
      ...[scope, ...listOf(category), policyRule, ...listOf(provision?.code)].flatMap(conceptTexts),
      ...listOf(policy).flatMap(({ uri }) => textOf(uri) ?? []),
    ];
    const holds =
      status === 'active' &&
      provision?.type !== 'deny' &&
      (end === undefined || end.earliest.day >= planned.day) &&
      namesAny(said, given.words.naltrexone);
    return holds ? proofOf(row, dateTime, given) : [];
  });

const consentDocuments = (given: PacketInput): readonly Proof[] =>
  rowsOf(given.chart, 'DocumentReference', ['documents']).flatMap((row) => {
    const { status, docStatus, type, category, description, date, content } = row.resource;
    const said = [
      ...[type, ...listOf(category)].flatMap(conceptTexts),
      textOf(description) ?? '',
      ...listOf(content).flatMap(({ attachment }) => textOf(attachment.title) ?? []),
    ];
    const holds =
      status === 'current' &&
      (docStatus === undefined || docStatus === 'final' || docStatus === 'amended') &&
      namesAny(said, given.words.naltrexone) &&
      namesAny(said, given.words.consent);
    return holds ? proofOf(row, date, given) : [];
  });

const explanations = (given: PacketInput): readonly Proof[] =>
  rowsOf(given.chart, 'Procedure', ['procedures']).flatMap((row) => {
    const { status, code, performedDateTime, performedPeriod } = row.resource;
    const said = conceptTexts(code);
    const holds =
      status === 'completed' &&
      namesAny(said, given.words.naltrexone) &&
      namesAny(said, given.words.explaining);
    return holds ? proofOf(row, performedDateTime ?? performedPeriod?.start, given) : [];
  });
