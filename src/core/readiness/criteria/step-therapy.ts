import type { PriorTrial } from '../../evidence/coverage/coverage-evidence.js';
import type { PolicyStep } from '../../pack/payer-policy.js';
import { elapsedDays } from '../../time/distance.js';
import { type CriterionInput, dated, isWhole, type Judgement, UNKNOWN } from './judgement.js';

const SOURCES = [
  'medicationRequests',
  'medicationStatements',
  'medicationDispenses',
  'allergies',
] as const;

type Wanted = PolicyStep['outcomes'][number];

/**
 * Earlier drugs that the payer wants to see first, with the outcomes that it takes. A trial whose end nobody explained is a trial
 * and no failure; being expected not to take tablets is a judgement that some paper must tell.
 */
export function stepTherapy(input: CriterionInput, step: PolicyStep): Judgement {
  const { evidence } = input;
  const trials = evidence.coverage.priorTrials.filter(({ drug }) => step.drugs.includes(drug));
  const counting = trials.filter(({ outcome }) => counts(outcome, step.outcomes));
  const drugs = new Set(counting.map(({ drug }) => drug));
  if (drugs.size >= step.atLeast) return { ...shown(counting), state: 'met' };
  const stabilised = stabilisedOnDepot(input, step);
  if (stabilised !== undefined) return stabilised;
  if (step.outcomes.some(isAboutAdherence) && evidence.papers.nonAdherence.length > 0) {
    const { nonAdherence } = evidence.papers;
    return {
      state: 'met',
      evidence: nonAdherence.map(({ provenance }) => provenance),
      found: nonAdherence.map(({ what, at }) =>
        dated(
          what === undefined ? 'not taken as prescribed' : { kind: 'chart-text', text: what },
          at,
        ),
      ),
    };
  }
  return trials.length > 0 && isWhole(input, ...SOURCES)
    ? { ...shown(trials), state: 'not-met' }
    : UNKNOWN;
}

const isAboutAdherence = (wanted: Wanted): boolean =>
  wanted === 'not-taken-as-prescribed' || wanted === 'not-expected-to-be-taken-daily';

function counts(outcome: PriorTrial['outcome'], wanted: readonly Wanted[]): boolean {
  if (wanted.includes('tried') && outcome !== 'unclear') return true;
  if (outcome === 'not-taken-as-prescribed') return wanted.some(isAboutAdherence);
  return wanted.some((one) => one === outcome);
}

/** On the injection already for as long as the payer wants. */
function stabilisedOnDepot(
  { evidence, clock }: CriterionInput,
  { orStabilisedDays: days }: PolicyStep,
): Judgement | undefined {
  if (days === undefined) return undefined;
  const given = evidence.naltrexoneDoses
    .filter(({ product }) => product === 'depot')
    .filter(({ at }) => elapsedDays(at.latest, clock.planned) >= days);
  const [first] = given;
  return first === undefined
    ? undefined
    : {
        state: 'met',
        evidence: given.map(({ provenance }) => provenance),
        found: [dated('naltrexone injection', first.at)],
      };
}

const shown = (trials: readonly PriorTrial[]): Omit<Judgement, 'state'> => ({
  evidence: trials.map(({ provenance }) => provenance),
  found: trials.map(({ drug, outcome, from }) =>
    dated(`${drug} (${outcome.replaceAll('-', ' ')})`, from),
  ),
});
