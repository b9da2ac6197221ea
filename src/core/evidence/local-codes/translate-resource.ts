import type { CodeableConcept, FhirResource, Medication } from 'fhir/r4.js';
import { medicationOf, type NamesMedication } from '../recognise/medication-of.js';
import { translateConcept, type Translator } from './translate-concept.js';

type Change = (value: object) => object;

/**
 * A resource with the site's local codes read: its own concept and reasons, those of its components, dosages and contained
 * resources, and the medication that it names in whatever way, which then stands in `medicationCodeableConcept`. A result is
 * never translated: the list says what something is, not how it came out.
 * @param medications those named by reference, as `medicationOf` takes them
 * @returns the very resource when nothing in it is listed
 */
export function translateResource<R extends FhirResource>(
  resource: R,
  medications: ReadonlyMap<string, Medication>,
  translator: Translator,
): R {
  const concept: Change = (value) => translateConcept(value as CodeableConcept, translator);
  const elements: Change = (value) => translateElements(value, concept);
  const medication = medicationOf(resource as NamesMedication, medications);
  const translated = medication === undefined ? undefined : concept(medication);
  const own = withElement(elements(resource), 'contained', elements);
  return (translated === medication ? own : { ...own, medicationCodeableConcept: translated }) as R;
}

function translateElements(resource: object, concept: Change): object {
  const inPart =
    (name: string): Change =>
    (part) =>
      withElement(part, name, concept);
  let translated = withElement(resource, 'code', concept);
  translated = withElement(translated, 'reasonCode', concept);
  translated = withElement(translated, 'component', inPart('code'));
  translated = withElement(translated, 'dosageInstruction', inPart('route'));
  return withElement(translated, 'dosage', inPart('route'));
}

/** Changes an element, each entry of it when it repeats, whatever else a client has put there. */
function withElement(from: object, name: string, change: Change): object {
  const before = (from as Readonly<Record<string, unknown>>)[name];
  if (typeof before !== 'object' || before === null) return from;
  const after = Array.isArray(before) ? changeEach(before, change) : change(before);
  return after === before ? from : { ...from, [name]: after };
}

function changeEach(entries: readonly unknown[], change: Change): readonly unknown[] {
  const changed = entries.map((entry) =>
    typeof entry === 'object' && entry !== null ? change(entry) : entry,
  );
  return changed.some((entry, index) => entry !== entries[index]) ? changed : entries;
}
