import type { CarePlan } from 'fhir/r4.js';
import { listOf, textOf } from '../fhir-json.js';
import { conceptTexts } from '../toxicology/concept-texts.js';

/** What a care plan says, in its own words: activities first, which are more exact than the title. */
export function carePlanTexts(plan: CarePlan): readonly string[] {
  const activities = listOf(plan.activity).flatMap(({ detail }) =>
    detail === undefined || detail.doNotPerform === true || ENDED.has(detail.status)
      ? []
      : [textOf(detail.description), ...conceptTexts(detail.code)],
  );
  const said = [...activities, textOf(plan.title), textOf(plan.description)];
  return [...new Set(said.filter((one) => one !== undefined))];
}

const ENDED: ReadonlySet<string> = new Set(['cancelled', 'stopped', 'entered-in-error']);
