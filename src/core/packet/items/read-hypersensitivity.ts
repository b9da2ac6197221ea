import type { AllergyIntolerance } from 'fhir/r4.js';
import { type ChartRow, provenanceOf, rowsOf } from '../../evidence/chart-rows.js';
import { hasStatus, statusesOf } from '../../evidence/concept-status.js';
import { listOf } from '../../evidence/fhir-json.js';
import { conceptTexts } from '../../evidence/toxicology/concept-texts.js';
import type { PacketWords } from '../../pack/packet-words.js';
import { text } from '../../rules/rule.js';
import { answer, type Documented, fact, gap } from '../documented.js';
import type { PacketInput } from '../packet-input.js';

const ACTIVE = new Set(['active']);
const NOT_TRUE = new Set(['refuted', 'entered-in-error']);

/**
 * Hypersensitivity to a part of the product: yes by an allergy on record, no only where somebody recorded that there is no known
 * allergy and no other allergy stands beside it. An empty list is no answer.
 */
export function readHypersensitivity({ situation, chart, words }: PacketInput): Documented {
  const known = situation.evidence.allergies.filter(
    ({ allergen, degree }) => allergen !== 'naloxone' && degree !== 'intolerance',
  );
  const rows = known.map(({ provenance }) => provenance);
  const [first, ...others] = rows;
  if (first !== undefined) {
    return {
      answers: [
        answer('hypersensitivity.known', { valueBoolean: true }, [first, ...others]),
        ...known.map(({ allergen, provenance }) =>
          answer('hypersensitivity.substance', { valueString: words.allergens[allergen] }, [
            provenance,
          ]),
        ),
      ],
      facts: known.map(({ allergen, provenance }) =>
        fact('hypersensitivity.known', { substance: text(words.allergens[allergen]) }, [
          provenance,
        ]),
      ),
      gaps: [],
    };
  }
  const standing = rowsOf(chart, 'AllergyIntolerance', ['allergies']).filter(isStanding);
  const [none] = standing.filter((row) => saysNoneKnown(row, words));
  if (none === undefined || standing.some((row) => !saysNoneKnown(row, words))) {
    return { answers: [], facts: [], gaps: [gap('hypersensitivity', 'allergies')] };
  }
  const row = provenanceOf(none);
  const said = conceptTexts(none.resource.code)[0] ?? words.noKnownAllergy.say;
  return {
    answers: [answer('hypersensitivity.known', { valueBoolean: false }, [row])],
    facts: [
      fact('hypersensitivity.none-known', { statement: { kind: 'chart-text', text: said } }, [row]),
    ],
    gaps: [],
  };
}

const isStanding = ({ resource }: ChartRow<AllergyIntolerance>): boolean =>
  !hasStatus(resource.verificationStatus, NOT_TRUE) &&
  (statusesOf(resource.clinicalStatus).length === 0 || hasStatus(resource.clinicalStatus, ACTIVE));

const saysNoneKnown = (
  { resource, complete }: ChartRow<AllergyIntolerance>,
  { noKnownAllergy }: PacketWords,
): boolean =>
  complete &&
  listOf(resource.code?.coding).some(
    ({ system, code }) =>
      system === noKnownAllergy.system && code !== undefined && noKnownAllergy.codes.includes(code),
  );
