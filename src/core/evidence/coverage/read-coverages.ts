import type { Coverage, CoverageClass, Identifier, Organization, Reference } from 'fhir/r4.js';
import type { CoverageWords } from '../../pack/coverage-words.js';
import type { LineOfBusiness } from '../../pack/payer-policy.js';
import type { Point } from '../../time/instant.js';
import { readFhirTime } from '../../time/read-fhir-time.js';
import type { TimeZone } from '../../time/time-zone.js';
import { splitWords } from '../../words/split-words.js';
import { type ChartRow, provenanceOf } from '../chart-rows.js';
import { listOf, numberOf, textOf } from '../fhir-json.js';
import { codeOf } from '../recognise/look-up-medication-code.js';
import { normaliseSystem } from '../recognise/recognise-system.js';
import { conceptCodes, conceptTexts } from '../toxicology/concept-texts.js';
import type { ActiveCoverage } from './coverage-evidence.js';
import { holdsWords } from './holds-words.js';

/** Where and when coverages are read. */
export interface CoverageReader {
  readonly words: CoverageWords;
  readonly planned: Point;
  readonly zone: TimeZone;
}

/**
 * Coverages that are active on the planned day, the primary one first (`clinical-liver-other` E2). A period that may still
 * run on that day counts as running.
 */
export const readCoverages = (
  rows: readonly ChartRow<Coverage>[],
  reader: CoverageReader,
): readonly ActiveCoverage[] =>
  rows
    .filter(({ resource }) => isActive(resource, reader))
    .map((row) => coverageOf(row, reader))
    .sort((a, b) => (a.order ?? LAST) - (b.order ?? LAST));

const LAST = Number.MAX_SAFE_INTEGER;

function isActive({ status, period }: Coverage, { planned, zone }: CoverageReader): boolean {
  if (status !== 'active') return false;
  const start = readFhirTime(period?.start, zone);
  const end = readFhirTime(period?.end, zone);
  return (
    (start === undefined || start.earliest.day <= planned.day) &&
    (end === undefined || planned.day <= end.latest.day)
  );
}

function coverageOf(row: ChartRow<Coverage>, { words }: CoverageReader): ActiveCoverage {
  const { resource } = row;
  const payors = listOf<Reference>(resource.payor).map((payor) => payorOf(payor, resource));
  const classes = listOf<CoverageClass>(resource.class);
  const plans = classes.filter(({ type }) => {
    const types = [...conceptCodes(type), ...conceptTexts(type)].map((one) => one.toLowerCase());
    return types.some((one) => words.planClasses.includes(one));
  });
  const types = conceptTexts(resource.type);
  const names = [...payors.flatMap((one) => one.names), ...plans.flatMap(textsOfClass), ...types];
  const texts = [...names, ...classes.flatMap(textsOfClass)];
  const typology = typologyOf(resource, words);
  const inWords = lineInWords(texts, words);
  const provenance = provenanceOf(row);
  return {
    names,
    words: texts,
    keys: [
      ...payors.flatMap((one) => one.keys),
      ...classes.flatMap(({ value }) => textOf(value) ?? []),
    ],
    identifiers: payors.flatMap((one) => one.identifiers),
    line: typology?.line ?? inWords?.line,
    medicare: typology?.medicare ?? inWords?.medicare,
    order: numberOf(resource.order),
    ref: provenance.source,
    provenance,
  };
}

const textsOfClass = ({ name, value }: CoverageClass): readonly string[] =>
  [textOf(name), textOf(value)].filter((text) => text !== undefined);

interface Payor {
  readonly names: readonly string[];
  readonly keys: readonly string[];
  readonly identifiers: ActiveCoverage['identifiers'];
}

/** A payor by its reference, and by the contained Organization that it points to. */
function payorOf(payor: Reference, { contained }: Coverage): Payor {
  const reference = textOf(payor.reference);
  const organization =
    reference?.startsWith('#') === true
      ? listOf(contained)
          .filter((one): one is Organization => one.resourceType === 'Organization')
          .find(({ id }) => id === reference.slice(1))
      : undefined;
  const identifiers = [payor.identifier, ...listOf<Identifier>(organization?.identifier)]
    .filter((one) => typeof one === 'object')
    .flatMap(({ system, value }) => {
      const number = textOf(value);
      return number === undefined ? [] : [{ system: textOf(system) ?? '', value: number }];
    });
  return {
    names: [textOf(payor.display), textOf(organization?.name)].filter((text) => text !== undefined),
    keys: [reference, ...identifiers.map(({ value }) => value)].filter((key) => key !== undefined),
    identifiers,
  };
}

type Kind = Pick<ActiveCoverage, 'line' | 'medicare'>;

/** By the longest beginning of a code of the source of payment typology. */
function typologyOf({ type }: Coverage, { typology }: CoverageWords): Kind | undefined {
  const systems = new Set(typology.systems.map(normaliseSystem));
  const found = listOf(type?.coding)
    .filter(({ system }) => typeof system === 'string' && systems.has(normaliseSystem(system)))
    .flatMap((coding) => {
      const code = codeOf(coding) ?? '';
      return typology.codes.filter(({ startsWith }) => code.startsWith(startsWith));
    })
    .sort((a, b) => b.startsWith.length - a.startsWith.length)[0];
  return found && kindOf(found.line, found.managed === true);
}

function lineInWords(texts: readonly string[], words: CoverageWords): Kind | undefined {
  const split = texts.map(splitWords);
  const says = (phrases: readonly string[]): boolean =>
    split.some((text) => phrases.some((phrase) => holdsWords(text, phrase)));
  if (says(words.lines.medicare) && !says(words.notMedicare)) {
    return kindOf('medicare', says(words.managedMedicare));
  }
  return says(words.lines.medicaid) ? kindOf('medicaid', false) : undefined;
}

const kindOf = (line: LineOfBusiness, managed: boolean): Kind => ({
  line,
  medicare: line !== 'medicare' ? undefined : managed ? 'managed' : 'original',
});
