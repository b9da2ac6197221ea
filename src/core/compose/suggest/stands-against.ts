import type { LiverAnalyte } from '../../evidence/liver-result.js';
import { orderedTest } from '../../evidence/ordered-test.js';
import type { CreateSuggestion } from '../../pack/suggestions.js';
import type { Terminology } from '../../pack/terminology.js';
import type { JudgedOrder } from '../../rules/judge-order.js';

type Reason = NonNullable<CreateSuggestion['unless']>[number];

const LIVER_PANEL: ReadonlySet<LiverAnalyte> = new Set(['alt', 'ast']);

/** Is this reason not to offer something there? Orders of the same signing count like open ones. */
export function standsAgainst(
  reason: Reason,
  { evidence, call, clock }: JudgedOrder,
  terminology: Terminology,
): boolean {
  const { liver, toxicology, allergies } = evidence;
  const isDrafted = (test: ReturnType<typeof orderedTest>): boolean =>
    call.otherDrafts.some(
      ({ resource }) =>
        resource.resourceType === 'ServiceRequest' &&
        orderedTest(resource.code, terminology) === test,
    );
  switch (reason) {
    case 'liver-tests-awaited':
      return liver.pending || isDrafted('liver-tests');
    case 'liver-tests-of-today':
      return liver.results.some(
        ({ analyte, at }) => LIVER_PANEL.has(analyte) && at.latest.day === clock.now.day,
      );
    case 'toxicology-awaited':
      return toxicology.pending || isDrafted('toxicology');
    case 'toxicology-of-today':
      return [...toxicology.raised, ...toxicology.clearing].some(
        ({ collected }) => collected?.latest.day === clock.now.day,
      );
    case 'naloxone-allergy':
      return allergies.some(({ allergen }) => allergen === 'naloxone');
  }
}
