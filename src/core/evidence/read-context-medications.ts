import type { Dosage, MedicationRequest, MedicationStatement } from 'fhir/r4.js';
import { isAfter } from '../time/distance.js';
import type { Span } from '../time/instant.js';
import { readFhirTime } from '../time/read-fhir-time.js';
import { type ChartRow, provenanceOf } from './chart-rows.js';
import { listOf } from './fhir-json.js';
import { medicationOf } from './recognise/medication-of.js';
import type { Provenance } from './provenance.js';
import { readPeriodEnd } from './opioid-use/read-period-end.js';
import { clipAtNow, isPlannedLater, type Reader } from './opioid-use/reader.js';
import { type DosageFacts, readDosage } from './read-dosage.js';
import { readMedicationWords } from './recognise/read-medication-words.js';
import { recogniseContextDrugs } from './recognise/recognise-context-drugs.js';
import { conceptTexts } from './toxicology/concept-texts.js';

/**
 * A drug of `rxnorm-context.csv` that an order or list entry of the chart names (`clinical-liver-other.md` 0.7): an anticoagulant,
 * disulfiram, acetaminophen and the like.
 */
export interface ContextMedication {
  /** Ingredient and role as in the table; `name` is our display of the ingredient, fit for a card. */
  readonly ingredient: string;
  readonly role: string;
  readonly name: string;
  /** An active or paused entry that is not stated to end before the planned day. */
  readonly active: boolean;
  /** When it was stopped, or ends; clipped at now where that is past. Undefined when nothing says so. */
  readonly endedAt: Span | undefined;
  /** When the order was written or the list entry last asserted. */
  readonly listedAt: Span | undefined;
  /** The product as the entry names it, to tell products apart; chart text, never shown. */
  readonly product: string;
  /** Milligrams of the ingredient a day by the stated doses; undefined when they do not say, or are taken as needed. */
  readonly dailyDoseMg: number | undefined;
  /** Every dose is taken as needed. */
  readonly asNeeded: boolean;
  readonly provenance: Provenance;
}

const ACTIVE = new Set<string>(['active', 'on-hold']);
const ENDED = new Set<string>(['completed', 'stopped']);
const NOT_YET_ORDERED = new Set<string>(['plan', 'proposal', 'option']);

type Entry = MedicationRequest | MedicationStatement;

/** Orders and list entries of context drugs, active ones and those that ended (`clinical-liver-other` 0.7). */
export function readContextMedications(
  reader: Reader,
  rows: readonly ChartRow<Entry>[],
): readonly ContextMedication[] {
  return rows.flatMap((row) => {
    const { resource } = row;
    if (!ACTIVE.has(resource.status) && !ENDED.has(resource.status)) return [];
    const concept = medicationOf(resource, reader.medications);
    const drugs = recogniseContextDrugs(reader.terminology, concept);
    if (drugs.length === 0 || !isMeant(resource)) return [];
    const texts = conceptTexts(concept);
    const dosages = dosagesOf(resource).map(readDosage);
    const times = timesOf(resource, dosages, reader);
    if (times === 'later') return [];
    const isOpioidProduct = texts.some(
      (text) => readMedicationWords(reader.terminology, text).opioids.length > 0,
    );
    return drugs.map(({ ingredient, role }) => ({
      ingredient,
      role,
      name: ingredient,
      ...times,
      product: texts.join(' '),
      ...doseOf(dosages, isOpioidProduct),
      provenance: provenanceOf(row),
    }));
  });
}

const isMeant = (entry: Entry): boolean =>
  entry.resourceType !== 'MedicationRequest' ||
  (entry.doNotPerform !== true && !NOT_YET_ORDERED.has(entry.intent));

const dosagesOf = (entry: Entry): readonly Dosage[] =>
  listOf(entry.resourceType === 'MedicationRequest' ? entry.dosageInstruction : entry.dosage);

type Times = Pick<ContextMedication, 'active' | 'endedAt' | 'listedAt'>;

/** `later` = it is planned to start after the planned day. */
function timesOf(entry: Entry, dosages: readonly DosageFacts[], reader: Reader): Times | 'later' {
  const { zone, planned } = reader;
  const isOrder = entry.resourceType === 'MedicationRequest';
  const start = isOrder ? dosages[0]?.boundsStart : entry.effectivePeriod?.start;
  const begins = readFhirTime(start, zone);
  if (begins !== undefined && isPlannedLater(reader, begins)) return 'later';
  const listed = readFhirTime(isOrder ? entry.authoredOn : entry.dateAsserted, zone);
  const listedAt = listed && upToNow(listed, reader);
  const stated = isOrder
    ? lastBound(dosages, reader)
    : (readPeriodEnd(entry.effectivePeriod, zone) ?? readFhirTime(entry.effectiveDateTime, zone));
  if (ACTIVE.has(entry.status)) {
    const ended = stated !== undefined && stated.latest.day < planned.day;
    return { active: !ended, endedAt: stated, listedAt };
  }
  return {
    active: false,
    endedAt: stated === undefined ? listedAt : upToNow(stated, reader),
    listedAt,
  };
}

/** With several instructions the course is over when the last of them is. */
function lastBound(dosages: readonly DosageFacts[], { zone }: Reader): Span | undefined {
  return dosages
    .flatMap(({ boundsEnd }) => readFhirTime(boundsEnd, zone) ?? [])
    .reduce<Span | undefined>(
      (last, end) => (last === undefined || isAfter(end.latest, last.latest) ? end : last),
      undefined,
    );
}

function upToNow(span: Span, reader: Reader): Span {
  const clipped = clipAtNow(reader, span);
  return clipped.when === 'past' ? clipped.at : { earliest: reader.now, latest: reader.now };
}

type Dose = Pick<ContextMedication, 'dailyDoseMg' | 'asNeeded'>;

/** Scheduled doses that are stated in milligrams; those of a product with an opioid may be the opioid's. */
function doseOf(dosages: readonly DosageFacts[], isOpioidProduct: boolean): Dose {
  const scheduled = dosages.filter(({ asNeeded }) => !asNeeded);
  const stated = scheduled.flatMap(({ dailyDoseMg }) => dailyDoseMg ?? []);
  return {
    asNeeded: dosages.length > 0 && scheduled.length === 0,
    dailyDoseMg:
      stated.length === 0 || isOpioidProduct ? undefined : stated.reduce((sum, mg) => sum + mg),
  };
}
