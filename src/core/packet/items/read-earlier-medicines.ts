import type { MedicationDispense, MedicationRequest, MedicationStatement } from 'fhir/r4.js';
import { type ChartRow, provenanceOf, rowsOf } from '../../evidence/chart-rows.js';
import { listOf, textOf } from '../../evidence/fhir-json.js';
import type { Provenance } from '../../evidence/provenance.js';
import { medicationOf } from '../../evidence/recognise/medication-of.js';
import { conceptTexts } from '../../evidence/toxicology/concept-texts.js';
import { span, term, text } from '../../rules/rule.js';
import type { Span } from '../../time/instant.js';
import { readFhirTime } from '../../time/read-fhir-time.js';
import { splitWords } from '../../words/split-words.js';
import { dateAnswer, newestFirst } from '../date-answer.js';
import { answer, type Documented, fact, gap } from '../documented.js';
import type { PacketInput } from '../packet-input.js';

type Entry = MedicationRequest | MedicationStatement | MedicationDispense;

interface EarlierMedicine {
  readonly name: string;
  readonly from: 'order' | 'statement' | 'dispense';
  readonly first: Span | undefined;
  readonly last: Span | undefined;
  /** Chart text. */
  readonly outcome: string | undefined;
  /** When it was written or handed over. */
  readonly at: Span | undefined;
  readonly provenance: Provenance;
}

/** Orders, list entries and dispenses that never came to anything. */
const NOT_TAKEN: ReadonlySet<string> = new Set([
  ...['not-taken', 'intended', 'unknown', 'draft', 'cancelled', 'entered-in-error'],
  ...['preparation', 'declined'],
]);
const NOT_YET_ORDERED: ReadonlySet<string> = new Set(['plan', 'proposal', 'option']);
const MOST = 8;

/**
 * Orders, list entries and dispenses of medicines that treat opioid or alcohol use disorder, by the words of `cards/packet`. Why one
 * ended is said only in the chart's own words. Patches of buprenorphine treat pain and are left out.
 */
export function readEarlierMedicines(given: PacketInput): Documented {
  const { naltrexoneDoses } = given.situation.evidence;
  const entries = newestFirst(
    [
      ...rowsOf(given.chart, 'MedicationRequest', ['medicationRequests']),
      ...rowsOf(given.chart, 'MedicationStatement', ['medicationStatements']),
      ...rowsOf(given.chart, 'MedicationDispense', ['medicationDispenses']),
    ].flatMap((row) => entryOf(row, given)),
  ).slice(0, MOST);
  return {
    answers: entries.flatMap(({ name, first, last, outcome, provenance }, occurrence) => [
      answer('earlier-medicines.name', { valueString: name }, [provenance], { occurrence }),
      ...dateAnswer('earlier-medicines.from', first, [provenance], { occurrence }),
      ...dateAnswer('earlier-medicines.until', last, [provenance], { occurrence }),
      ...(outcome === undefined
        ? []
        : [
            answer('earlier-medicines.outcome', { valueString: outcome }, [provenance], {
              occurrence,
            }),
          ]),
    ]),
    facts: [
      ...entries.flatMap(factsOf),
      ...newestFirst(naltrexoneDoses)
        .slice(0, MOST)
        .map(({ product, at, provenance }) =>
          fact(
            'earlier-medicines.dose',
            { product: text(given.words.products[product]), date: span(at) },
            [provenance],
          ),
        ),
    ],
    gaps:
      entries.length + naltrexoneDoses.length > 0
        ? []
        : [
            gap(
              'earlier-medicines',
              'medicationRequests',
              'medicationStatements',
              'medicationDispenses',
            ),
          ],
  };
}

function factsOf({ name, from, at, outcome, provenance }: EarlierMedicine) {
  const values = { medicine: text(name), source: term(`source.${from}`) };
  return [
    at === undefined
      ? fact('earlier-medicines.entry', values, [provenance])
      : fact('earlier-medicines.entry-dated', { ...values, date: span(at) }, [provenance]),
    ...(outcome === undefined
      ? []
      : [
          fact(
            'earlier-medicines.outcome',
            { medicine: text(name), outcome: { kind: 'chart-text', text: outcome } },
            [provenance],
          ),
        ]),
  ];
}

function entryOf(row: ChartRow<Entry>, given: PacketInput): readonly EarlierMedicine[] {
  const { resource } = row;
  const { zone } = given.situation.clock;
  if (NOT_TAKEN.has(resource.status) || !isMeant(resource)) return [];
  const said = conceptTexts(medicationOf(resource, given.chart.medications));
  const words = new Set(said.flatMap((one) => splitWords(one.toLowerCase())));
  const medicine = given.words.earlierMedicines.find(
    (one) =>
      one.words.some((word) => words.has(word)) &&
      !(one.unless ?? []).some((word) => words.has(word)),
  );
  if (medicine === undefined) return [];
  const read = (value: unknown) => readFhirTime(value, zone);
  const common = {
    name: medicine.name,
    provenance: provenanceOf(row),
    outcome: outcomeOf(resource),
  };
  switch (resource.resourceType) {
    case 'MedicationStatement': {
      const { effectivePeriod: period, effectiveDateTime, dateAsserted } = resource;
      const first = read(period?.start);
      const last = read(period?.end);
      const course = first && last && { earliest: first.earliest, latest: last.latest };
      const at = course ?? last ?? first ?? read(effectiveDateTime) ?? read(dateAsserted);
      return [{ ...common, from: 'statement', first, last, at }];
    }
    case 'MedicationDispense': {
      const at = read(resource.whenHandedOver);
      return at === undefined
        ? []
        : [{ ...common, from: 'dispense', first: at, last: undefined, at }];
    }
    default:
      return [
        {
          ...common,
          from: 'order',
          first: undefined,
          last: undefined,
          at: read(resource.authoredOn),
        },
      ];
  }
}

const isMeant = (entry: Entry): boolean =>
  entry.resourceType !== 'MedicationRequest' ||
  (entry.doNotPerform !== true && !NOT_YET_ORDERED.has(entry.intent));

function outcomeOf(entry: Entry): string | undefined {
  const reasons =
    entry.resourceType === 'MedicationDispense'
      ? [entry.statusReasonCodeableConcept]
      : listOf(entry.statusReason);
  return textOf(reasons.flatMap(conceptTexts)[0]);
}
