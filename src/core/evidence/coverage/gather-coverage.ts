import type { DraftOrder } from '../../call.js';
import type { Chart, SliceName } from '../../chart.js';
import type { Knowledge } from '../../pack/knowledge.js';
import type { Readiness } from '../../pack/readiness.js';
import type { Clock } from '../../rules/rule.js';
import { rowsOf } from '../chart-rows.js';
import type { NaltrexoneDose } from '../exposure.js';
import { choosePolicy } from './choose-policy.js';
import type { Authorization, CoverageEvidence } from './coverage-evidence.js';
import { GatheredCoverage, type LateSources } from './gathered-coverage.js';
import { priorAuthorization } from './prior-authorization.js';
import { type ReadAuthorization, readAuthorizations } from './read-authorizations.js';
import { readCoverageInformation } from './read-coverage-information.js';
import { readCoverages } from './read-coverages.js';
import { readMedicare } from './read-medicare.js';

/** What the other readers have of the chart already. */
export interface CoverageSources extends LateSources {
  readonly doses: readonly NaltrexoneDose[];
}

/** Who pays for one order, by which policy, and what the payer has said about it. */
export function gatherCoverage(
  chart: Chart,
  sources: CoverageSources,
  clock: Clock,
  knowledge: Pick<Knowledge, 'coverageWords' | 'payerPolicies' | 'terminology'>,
  order: DraftOrder,
  site: Readiness | undefined,
): CoverageEvidence {
  const { planned, now, zone } = clock;
  const { coverageWords: words, terminology } = knowledge;
  const isKnown = (...slices: readonly (keyof Chart['slices'])[]): boolean =>
    slices.every((name) => chart.slices[name].state === 'complete');
  const coverages = readCoverages(rowsOf(chart, 'Coverage', ['coverages']), {
    words,
    planned,
    zone,
  });
  const policy = choosePolicy(coverages, isKnown('coverages'), knowledge.payerPolicies, site);
  const assertions = readCoverageInformation(order, zone);
  const authorizations = readAuthorizations(
    rowsOf(chart, 'Claim', ['claims']),
    rowsOf(chart, 'ClaimResponse', ['claimResponses']),
    { words, terminology, zone, order: order.ref },
  ).map((one) =>
    withWhatIsLeft(
      one,
      isKnown('medicationAdministrations') ? sources.doses : undefined,
      words.amounts.injectionMg,
    ),
  );
  return new GatheredCoverage(
    {
      coverages,
      medicare: readMedicare(coverages, isKnown('coverages'), site),
      policy,
      assertions,
      authorizations,
      priorAuthorization: priorAuthorization(
        {
          primary: coverages[0],
          assertions,
          authorizations,
          policy,
          plannedDay: planned.day,
          doseMg: orderedMg(order),
          recordsKnown: isKnown('claims', 'claimResponses'),
        },
        words,
      ),
      unread: unreadIn(chart),
    },
    sources,
    { terminology, medications: chart.medications, zone, now, words },
  );
}

/** @param doses injections on record; undefined = not wholly read, and then nobody knows what is left */
function withWhatIsLeft(
  one: ReadAuthorization,
  doses: readonly NaltrexoneDose[] | undefined,
  injectionMg: number,
): Authorization {
  const { approvedMg, from } = one;
  if (approvedMg === undefined || from === undefined || doses === undefined) {
    return { ...one, leftMg: undefined };
  }
  const given = doses.filter(
    ({ product, at }) => product === 'depot' && at.latest.day >= from.earliest.day,
  );
  return { ...one, leftMg: Math.max(0, approvedMg - given.length * injectionMg) };
}

function orderedMg({ dosing }: DraftOrder): number | undefined {
  const doses = dosing.instructions.flatMap(({ dose }) =>
    dose?.unit === 'mg' ? [dose.value] : [],
  );
  return doses.length === 0 ? undefined : Math.max(...doses);
}

function unreadIn({ slices }: Chart): ReadonlySet<SliceName> {
  const names = Object.keys(slices) as SliceName[];
  return new Set(names.filter((name) => slices[name].state !== 'complete'));
}
