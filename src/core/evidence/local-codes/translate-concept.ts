import type { CodeableConcept, Coding } from 'fhir/r4.js';
import type {
  CodesOfSystem,
  LocalCode,
  LocalCodeEntry,
  LocalCodes,
} from '../../pack/local-codes.js';
import type { Terminology } from '../../pack/terminology.js';
import { listOf, textOf } from '../fhir-json.js';
import { codeOf } from '../recognise/look-up-medication-code.js';
import { lookUpObservationCode } from '../recognise/look-up-observation-code.js';
import { recogniseCondition } from '../recognise/recognise-condition.js';
import { normaliseSystem } from '../recognise/recognise-system.js';
import { remember } from '../recognise/remember.js';
import { hidesWords, isOpioidCondition } from './hides-words.js';
import { spellingOf } from './spelling-of.js';

/** The site's list with the tables that its codes are from. */
export interface Translator {
  readonly localCodes: LocalCodes;
  readonly terminology: Terminology;
  /** Called for each line that was used. */
  readonly used: (entry: LocalCodeEntry) => void;
}

/**
 * A concept with the standard coding of each local code or text in it that the site lists, added behind its own: what the site
 * wrote stays. A line that would hide what the concept itself says is not used.
 * @returns the very concept when nothing in it is listed
 */
export function translateConcept<Concept extends CodeableConcept | null | undefined>(
  concept: Concept,
  { localCodes, terminology, used }: Translator,
): Concept {
  const codings = listOf<Coding>(concept?.coding);
  const added: Coding[] = [];
  const add = (local: LocalCode | undefined): void => {
    if (local === undefined || hides(terminology, local, concept, codings)) return;
    const { system, code } = local.entry.means;
    used(local.entry);
    if (!added.some((one) => one.system === system && one.code === code))
      added.push({ system, code });
  };
  addByText(concept?.text, localCodes, add);
  for (const coding of codings) {
    add(codesOf(coding.system, localCodes)?.get(codeOf(coding) ?? ''));
    addByText(coding.display, localCodes, add);
  }
  return added.length === 0 ? concept : { ...concept, coding: [...codings, ...added] };
}

function codesOf(system: unknown, { byCode, memo }: LocalCodes): CodesOfSystem | undefined {
  if (typeof system !== 'string') return undefined;
  const remembered = memo.get(system);
  if (remembered !== undefined) return remembered ?? undefined;
  return remember(memo, system, byCode.get(normaliseSystem(system)) ?? null) ?? undefined;
}

function addByText(
  words: unknown,
  { byText }: LocalCodes,
  add: (local: LocalCode | undefined) => void,
): void {
  if (byText.size === 0) return;
  const text = textOf(words);
  if (text !== undefined) add(byText.get(spellingOf(text)));
}

/** A real code of a test, or of an opioid condition, keeps its meaning whatever a local one beside it means. */
function hides(
  terminology: Terminology,
  { meaning }: LocalCode,
  concept: CodeableConcept | null | undefined,
  codings: readonly Coding[],
): boolean {
  if (
    meaning.observation !== undefined &&
    codings.some((coding) => lookUpObservationCode(terminology, coding) !== undefined)
  ) {
    return true;
  }
  if (meaning.condition !== undefined && !isOpioidCondition(meaning.condition)) {
    const said = recogniseCondition(terminology, { coding: [...codings] });
    if (said !== undefined && isOpioidCondition(said)) return true;
  }
  return [concept?.text, ...codings.map(({ display }) => display)].some((words) => {
    const text = textOf(words);
    return text !== undefined && hidesWords(terminology, text, meaning) !== undefined;
  });
}
