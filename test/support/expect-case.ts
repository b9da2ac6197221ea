import { caseToFhir } from './case-to-fhir.js';
import type { ClinicalCase } from './clinical-case.js';
import { compareAnswer } from './compare-answer.js';
import { explainFailure } from './explain-failure.js';
import { runCase, type Way } from './run-case.js';
import { type Encoding, varyCase } from './vary-case.js';

/** A test's name: the patient in a sentence, then what must be answered. */
export const titleOf = ({ id, name, expect }: ClinicalCase): string =>
  `${id} ${name} → ${[expect.indicator ?? '', ...(expect.rules ?? [])].join(' ')}`;

/**
 * Runs a case and fails with its timeline, its cards and the difference.
 * @param encoding another encoding of the same facts; as the case says when absent
 */
export async function expectCase(
  clinicalCase: ClinicalCase,
  way: Way,
  encoding?: Encoding,
  seed = 0,
): Promise<void> {
  const plain = caseToFhir(clinicalCase);
  const sent = encoding === undefined ? plain : varyCase(plain, encoding, seed);
  const { response, events } = await runCase(sent, way, seed);
  const failures = events.map(({ failure }) => failure).filter((failure) => failure !== undefined);
  const differences = [
    ...compareAnswer(clinicalCase.expect, response.cards, sent),
    ...failures.map(bugIn),
  ];
  if (differences.length === 0) return;
  const how = [way, encoding, encoding === undefined ? undefined : `seed ${seed}`];
  const title = `${titleOf(clinicalCase)} (${how.filter(Boolean).join(', ')})`;
  throw new CaseFailure(explainFailure(title, sent, response.cards, differences));
}

/** A bug behind the card "could not be checked": what it said, and where in our code. */
function bugIn(failure: unknown): string {
  if (!(failure instanceof Error)) return String(failure);
  const place = /src\/\S+:\d+/.exec(failure.stack ?? '')?.[0] ?? 'unknown place';
  return `the service failed: ${failure.message} (${place})`;
}

/** Says everything in its message; a stack would only point at this file. */
class CaseFailure extends Error {
  override readonly name = 'CaseFailure';

  constructor(explanation: string) {
    super(explanation);
    this.stack = explanation;
  }
}
