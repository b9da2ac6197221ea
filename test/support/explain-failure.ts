import type { CodeableConcept, FhirResource } from 'fhir/r4.js';
import type { CdsCard } from '../../src/hook/cds-response.js';
import type { FhirCase } from './case-to-fhir.js';
import { zonedNow } from './case-time.js';
import { Temporal } from 'temporal-polyfill';

/** A failed case as a person wants to read it: the patient's timeline, the cards, the difference. */
export function explainFailure(
  title: string,
  sent: FhirCase,
  cards: readonly CdsCard[],
  differences: readonly string[],
): string {
  return [
    '',
    title,
    ...differences.map((difference) => `  ✗ ${difference}`),
    `  order  ${orders(sent)} (${sent.hook}, ${sent.now}, ${sent.timeZone})`,
    ...timeline(sent).map((line) => `  chart  ${line}`),
    ...Object.entries(sent.access).map(([source, fault]) => `  fault  ${source}: ${fault}`),
    ...(cards.length === 0 ? ['  cards  none'] : cards.flatMap(cardLines)),
    '',
  ].join('\n');
}

function orders({ context }: FhirCase): string {
  const { entry } = context['draftOrders'] as { entry: { resource: FhirResource }[] };
  const selections = context['selections'];
  const drafts = entry.map(({ resource }) => nameOf(resource)).join(' + ');
  return selections === undefined ? drafts : `${drafts}, selected ${JSON.stringify(selections)}`;
}

/** The facts of the chart, oldest first, each with its distance from now. */
function timeline({ resources, now, timeZone }: FhirCase): readonly string[] {
  const today = zonedNow(now, timeZone).toPlainDate();
  return resources
    .filter(({ resourceType }) => resourceType !== 'Patient')
    .map((row) => ({ row, at: lastDateOf(row) }))
    .sort((a, b) => (a.at ?? '').localeCompare(b.at ?? ''))
    .map(({ row, at }) => {
      const distance = at === undefined ? 'no date' : distanceOf(at, today);
      return `${distance.padStart(8)}  ${at ?? ''}  ${row.resourceType} ${nameOf(row)}: ${factsOf(row)}`;
    });
}

function distanceOf(at: string, today: Temporal.PlainDate): string {
  if (!/^\d{4}-\d{2}-\d{2}/.test(at)) return 'partial';
  const day = Temporal.PlainDate.from(at.slice(0, 10));
  return `${today.until(day, { largestUnit: 'day' }).days} d`;
}

const isText = (value: unknown): value is string => typeof value === 'string';

function lastDateOf(row: FhirResource): string | undefined {
  const dates: string[] = [];
  const collect = (value: unknown): void => {
    if (isText(value) && /^\d{4}(-\d{2}){0,2}(T|$)/.test(value)) dates.push(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
  };
  collect(row);
  return dates.sort().at(-1);
}

function nameOf(row: FhirResource): string {
  const named = row as {
    code?: CodeableConcept;
    medicationCodeableConcept?: CodeableConcept;
    medicationReference?: { reference?: string };
  };
  const concept = named.code ?? named.medicationCodeableConcept;
  const code = concept?.coding?.map((coding) => coding.code).join('/');
  return [concept?.text, code, named.medicationReference?.reference].filter(isText).join(' ');
}

const SAID_ALREADY = new Set([
  'resourceType',
  'id',
  'code',
  'medicationCodeableConcept',
  'subject',
  'category',
]);

/** Everything else that the row says, as short as JSON can be. */
const factsOf = (row: FhirResource): string =>
  Object.entries(row)
    .filter(([key]) => !SAID_ALREADY.has(key))
    .map(([key, value]: [string, unknown]) => `${key} ${short(value)}`)
    .join(' · ')
    .slice(0, 400);

function short(value: unknown): string {
  if (Array.isArray(value)) return value.map(short).join(', ');
  if (typeof value !== 'object' || value === null) return String(value);
  const { text, coding, code, unit, value: amount } = value as Record<string, unknown>;
  if (isText(text)) return text;
  if (Array.isArray(coding)) return coding.map(short).join('/');
  if (typeof amount === 'number') return isText(unit) ? `${amount} ${unit}` : String(amount);
  if (isText(code)) return code;
  return Object.values(value).map(short).join(' ');
}

function cardLines(card: CdsCard): readonly string[] {
  const ours = card.extension?.['org.naltrexone-cds'];
  const rules = (ours?.rules ?? []).map(
    ({ id, state, indicator }) => `${id} (${state}, ${indicator})`,
  );
  return [
    `  card   ${card.indicator}: ${card.summary}`,
    `         ${rules.join(', ')}; earliest ${ours?.earliestDate ?? '–'}, not before ${ours?.notBefore ?? '–'}, unknown ${ours?.unknown?.join(', ') ?? '–'}`,
    ...(card.detail ?? '').split('\n').map((line) => `         | ${line}`),
  ];
}
