import { treatedFor } from '../../evidence/indication.js';
import type { ReadableLiverResult } from '../../evidence/liver-result.js';
import { numbersOf } from '../../pack/policy.js';
import { type CURRENT_PARAMETERS, currentResults } from '../../rules/liver/current-results.js';
import { countingDays } from '../../rules/liver/counting-days.js';
import { number, type WordValue } from '../../rules/rule.js';
import { isWithinDays } from '../../time/distance.js';
import { dayPlus } from '../../time/instant.js';
import { alcoholFree } from '../criteria/alcohol-free.js';
import { dated, isWhole, type Judgement } from '../criteria/judgement.js';
import { opioidFree, opioidFreeProof } from '../criteria/opioid-free.js';
import { judged, type ListInput, parameter, say } from '../list-input.js';

/**
 * Final ALT, AST and bilirubin with their day and how many times the upper limit they are (`product.md` R5), as old as the rule about liver
 * tests lets them be.
 */
export function liverTests(input: ListInput): Judgement {
  const numbers = numbersOf<(typeof CURRENT_PARAMETERS)[number]>(input.numbers, 'liver-enzymes');
  const [alt, ast, bilirubin] = (['alt', 'ast', 'bilirubin-total'] as const).map((analyte) =>
    currentResults(input.evidence.liver.results, analyte, numbers),
  );
  const enzymes = [alt, ast].flatMap((one) => one?.finals.slice(0, 1) ?? []);
  const shown = [...enzymes, ...(bilirubin?.finals.slice(0, 1) ?? [])];
  const found = shown.map((result) => measured(input, result));
  const evidence = shown.map(({ provenance }) => provenance);
  const newest = Math.max(...enzymes.map(({ at }) => at.earliest.day));
  const decisive = enzymes.find(({ at }) => at.earliest.day === newest);
  if (!isWhole(input, 'laboratory', 'liverTests')) return judged('unknown', found, evidence);
  if (decisive === undefined) {
    const unread = [alt, ast].some((one) => one?.newest !== undefined);
    return unread ? judged('unknown') : judged('not-met', [say(input, 'nothing')]);
  }
  const { staleDays } = countingDays(
    [alt, ast].filter((one) => one !== undefined),
    input,
    {
      ...numbers,
      ...numbersOf(input.numbers, 'liver-enzymes'),
      ...numbersOf(input.numbers, 'liver-tests'),
    },
  );
  const { day } = decisive.at.earliest;
  const state = input.clock.planned.day - day > staleDays ? 'not-met' : 'met';
  return judged(state, found, evidence, dayPlus(day, staleDays));
}

/** "ALT 2.6 × the upper limit 3 Nov 2026" */
function measured(input: ListInput, { name, value, at }: ReadableLiverResult): WordValue {
  const times = value.upperLimit?.timesLowest;
  return dated(
    {
      kind: 'list',
      items: [
        { kind: 'text', text: name },
        ...(times === undefined
          ? [say(input, 'no-limit')]
          : [number(times, 1), say(input, 'times-limit')]),
      ],
      separator: ' ',
    },
    at,
  );
}

/**
 * No opioid, and a test that shows it (`product.md` C5, N2). Known use decides against it; without use a negative test or a passed
 * challenge inside the window decides for it, and a chart that names no opioid alone does not.
 */
export function opioidFreeEvidence(input: ListInput): Judgement {
  const days = parameter(input, 'opioidFreeDays');
  const use = opioidFree(input, { days });
  if (use.state === 'not-met') return use;
  return opioidFreeProof(input, {
    anyOf: [
      { by: 'urine-drug-test', withinDays: parameter(input, 'opioidTestDays') },
      { by: 'naloxone-challenge', withinDays: parameter(input, 'opioidTestDays') },
    ],
  });
}

/** No alcohol for some days, asked only for alcohol use disorder (`product.md` C5). */
export function alcoholFreeEvidence(input: ListInput): Judgement {
  const { alcoholUse, opioidUse } = treatedFor(input.reasons, input.evidence.diagnoses);
  // Without any diagnosis nobody knows whether it is asked for.
  if (!alcoholUse) return judged(opioidUse ? 'not-applicable' : 'unknown');
  return alcoholFree(input, { days: parameter(input, 'alcoholFreeDays') });
}

/** Naloxone at hand or offered, or overdose talked about; asked for opioid use disorder. */
export function overdoseEducation(input: ListInput): Judgement {
  const { evidence, reasons } = input;
  const { alcoholUse, opioidUse } = treatedFor(reasons, evidence.diagnoses);
  if (!opioidUse && alcoholUse && isWhole(input, 'conditions')) return judged('not-applicable');
  const talked = evidence.papers.papers.filter(({ is }) => is === 'overdose-education');
  const rows = [...talked, ...evidence.rescueSupplies];
  if (rows.length > 0) {
    return judged(
      'met',
      [
        ...talked.slice(0, 1).map(({ at }) => dated(say(input, 'education'), at)),
        ...(evidence.rescueSupplies.length > 0 ? [say(input, 'rescue')] : []),
      ],
      rows.map(({ provenance }) => provenance),
    );
  }
  return isWhole(input, 'documents', 'procedures', 'assessments', ...MEDICATIONS)
    ? judged('not-met')
    : judged('unknown');
}

const MEDICATIONS = ['medicationRequests', 'medicationStatements', 'medicationDispenses'] as const;

/** That it is known whether the patient is pregnant, where that can be (`clinical-liver-other` C8); the answer is for the safety rules. */
export function pregnancyStatus(input: ListInput): Judgement {
  const { sex, age, pregnancy } = input.evidence;
  if (sex === 'male') return judged('not-applicable');
  const least = parameter(input, 'pregnancyAgeFrom');
  const most = parameter(input, 'pregnancyAgeTo');
  if (age !== undefined && (age.most < least || age.least > most)) return judged('not-applicable');
  const recent = pregnancy.filter(({ at }) =>
    isWithinDays(at.earliest, input.clock.planned, parameter(input, 'pregnancyDays')),
  );
  if (recent.length > 0) {
    return judged(
      'met',
      recent.slice(0, 1).map(({ at }) => dated(say(input, 'pregnancy-status'), at)),
      recent.map(({ provenance }) => provenance),
    );
  }
  return sex === 'female' && isWhole(input, 'laboratory', 'assessments', 'socialHistory')
    ? judged('not-met')
    : judged('unknown');
}
