import type { DraftOrder } from '../call.js';
import { isOneOf } from '../evidence/diagnosis.js';
import type { Provenance } from '../evidence/provenance.js';
import type { ConditionGroup } from '../pack/terminology.js';
import type { Day } from '../time/instant.js';
import { isOpioidDraft } from './opioid-same-signing.js';
import { day, defineRule, list, number, type RuleInput, text, type WordValue } from './rule.js';

const NAMES = ['opioids', 'given', 'days'] as const;
/** Encounters where a patient is watched: an opioid can be tried against the blockade. */
const MONITORED = new Set(['EMER', 'IMP', 'ACUTE']);

/**
 * Is an opioid ordered for somebody with naltrexone on board? (`clinical-opioid` 9, mirror)
 *
 * When the depot or an oral dose was observed recently, then opioid-order-on-depot: critical, in a monitored encounter a warning.
 * When buprenorphine or methadone is ordered for opioid use disorder, then a warning that says how to leave naltrexone.
 * When oral naltrexone is only listed, then a warning. When the order is an antidiarrhoeal, then info.
 */
export const opioidOnNaltrexone = defineRule({
  question: 'opioid-on-naltrexone',
  asks: 'mirror',
  needs: [
    'medicationAdministrations',
    'procedures',
    'medicationStatements',
    'medicationDispenses',
    'conditions',
    'encounter',
  ],
  parameters: ['depot.blocked', 'depot.waning', 'oral.blocked', 'oral.listed'],
  outcomes: {
    'depot-on-board': NAMES,
    'depot-on-board-monitored': NAMES,
    'depot-waning': NAMES,
    'oral-on-board': NAMES,
    'oral-on-board-monitored': NAMES,
    'oral-listed': ['opioids', 'given'],
    'agonist-treatment': NAMES,
    antidiarrhoeal: NAMES,
  },
  judge: (input, numbers) => {
    const blockade = blockadeOf(input, numbers);
    if (blockade === undefined) return [];
    const { provenance: evidence, given, days } = blockade;
    const opioids = list(opioidNames(input.order));
    const values = { opioids, given: day(given), days: number(days) };
    if (!isOpioidDraft(input.order)) return [{ outcome: 'antidiarrhoeal', values, evidence }];
    if (blockade.by === 'listing') return [{ outcome: 'oral-listed', values, evidence }];
    if (isAgonistTreatment(input)) return [{ outcome: 'agonist-treatment', values, evidence }];
    if (blockade.by === 'waning') return [{ outcome: 'depot-waning', values, evidence }];
    const monitored = MONITORED.has(input.evidence.encounterClass ?? '');
    const outcome = `${blockade.by}-on-board${monitored ? '-monitored' : ''}` as const;
    return [{ outcome, values, evidence }];
  },
});

interface Blockade {
  readonly by: 'depot' | 'oral' | 'waning' | 'listing';
  readonly given: Day;
  readonly days: number;
  readonly provenance: readonly Provenance[];
}

/** The strongest sign of naltrexone on board: an observed depot, an observed oral dose, a depot that wanes, a mere listing. */
function blockadeOf(
  { evidence, clock }: RuleInput,
  numbers: Readonly<
    Record<'depot.blocked' | 'depot.waning' | 'oral.blocked' | 'oral.listed', number>
  >,
): Blockade | undefined {
  const today = clock.planned.day;
  const found = (by: Blockade['by'], given: Day, source: Provenance): Blockade => ({
    by,
    given,
    days: today - given,
    provenance: [source],
  });
  const observed = evidence.naltrexoneDoses.flatMap(({ product, at, provenance }) => {
    const given = at.latest.day;
    const days = today - given;
    if (product === 'depot') {
      if (days <= numbers['depot.blocked']) return [found('depot', given, provenance)];
      return days <= numbers['depot.waning'] ? [found('waning', given, provenance)] : [];
    }
    return product !== 'ldn' && days <= numbers['oral.blocked']
      ? [found('oral', given, provenance)]
      : [];
  });
  const listed = evidence.naltrexoneListings.flatMap(({ product, from, covers, provenance }) => {
    if (product !== 'oral' && product !== 'contrave') return [];
    const covering =
      from === 'statement'
        ? clock.now.day - covers.last.day <= numbers['oral.listed']
        : clock.now.day <= covers.last.day;
    return covering ? [found('listing', covers.first.day, provenance)] : [];
  });
  return [...observed, ...listed].sort(
    (a, b) => STRENGTH.indexOf(a.by) - STRENGTH.indexOf(b.by) || a.days - b.days,
  )[0];
}

const STRENGTH: readonly Blockade['by'][] = ['depot', 'oral', 'waning', 'listing'];

/** Buprenorphine (no patch) or methadone for a person with opioid use disorder: leaving naltrexone, not a mistake. */
function isAgonistTreatment({ order, evidence, reasons }: RuleInput): boolean {
  const { identity } = order;
  if (identity.is !== 'opioid' || !AGONIST_CLASSES.has(identity.exposureClass)) return false;
  return (
    reasons.some((group) => group.startsWith('opioid-use') || group === 'opioid-withdrawal') ||
    evidence.diagnoses.some((one) => one.active && isOneOf(one, USE_DISORDER))
  );
}

const AGONIST_CLASSES = new Set([
  'methadone',
  'buprenorphine-transmucosal',
  'sublocade',
  'brixadi-monthly',
  'brixadi-weekly',
  'buprenorphine-implant',
]);
const USE_DISORDER = new Set<ConditionGroup>(['opioid-use-disorder active', 'opioid-withdrawal']);

const opioidNames = ({ identity }: DraftOrder): readonly WordValue[] =>
  identity.is === 'opioid' ? identity.opioids.map(text) : [];
