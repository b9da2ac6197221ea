import { createHash } from 'node:crypto';
import type { Canary, ExpectedRule } from '../../core/pack/canaries.js';
import type { SitePolicy } from '../../core/pack/knowledge.js';
import { type Indicator, isAtLeast } from '../../core/rules/finding.js';
import type { Moment } from '../../core/time/instant.js';
import { answerHook } from '../../hook/answer-hook.js';
import type { CdsResponse } from '../../hook/cds-response.js';
import type { HookParts } from '../../hook/hook-parts.js';
import { canaryRequest } from './canary-request.js';

/** What came in place of what was expected: rules, each with its indicator; `error` when there was no answer. */
export interface CanaryFailure {
  readonly canary: string;
  readonly expected: readonly string[];
  readonly got: readonly string[];
}

/** Without what would take an invented order for a real one. */
export type UnrecordedParts = Omit<HookParts, 'recording'>;

const CLIENT = { id: 'canary', fhirBases: [], prefetchOnly: true };

/**
 * Signs one invented order through the whole path of a hook call. It is not recorded, and no counter of calls sees it.
 * @returns undefined when the answer is the expected one
 */
export async function runCanary(
  canary: Canary,
  hook: UnrecordedParts,
  site: SitePolicy,
  now: Moment,
): Promise<CanaryFailure | undefined> {
  const expected = canary.expect.map((one) => allowedBy(site, one));
  const failure = (got: readonly string[]): CanaryFailure => ({
    canary: canary.id,
    expected: expected.map(({ rule, indicator }) => `${rule}: ${indicator}`),
    got,
  });
  try {
    const body = canaryRequest(canary, hook.queries, now);
    const response = await answerHook(
      {
        ...{ service: hook.services[0]?.id ?? '', client: CLIENT, body, site, now },
        digest: createHash('sha256').update(canary.id).digest('hex'),
      },
      { ...hook, fhir: undefined, report: () => undefined },
    );
    const met = rulesOf(response);
    const isRight =
      expected.length === 0
        ? !met.some(({ indicator }) => isAtLeast(indicator, 'warning'))
        : expected.every((wanted) => met.some((one) => meets(one, wanted)));
    return isRight ? undefined : failure(met.map(({ said }) => said));
  } catch {
    return failure(['error']);
  }
}

interface SaidRule {
  readonly rule: string;
  readonly state: string;
  readonly indicator: Indicator;
  readonly said: string;
}

/** Without a rule behind it a card is the one that says that nothing could be checked. */
const rulesOf = ({ cards }: CdsResponse): readonly SaidRule[] =>
  cards.flatMap(
    (card) =>
      card.extension?.['org.naltrexone-cds'].rules.map(({ id, state, indicator }) => ({
        ...{ rule: id, state, indicator },
        said: `${id}: ${state === 'met' ? indicator : `${state}, ${indicator}`}`,
      })) ?? [
        {
          rule: 'none',
          state: 'unknown',
          indicator: card.indicator,
          said: `none: ${card.indicator}`,
        },
      ],
  );

const meets = (one: SaidRule, wanted: ExpectedRule): boolean =>
  one.rule === wanted.rule && one.state === 'met' && isAtLeast(one.indicator, wanted.indicator);

/** A site may lower an indicator, with reason and owner; that is no malfunction. */
function allowedBy({ file }: SitePolicy, { rule, indicator }: ExpectedRule): ExpectedRule {
  const lowered = file.indicators?.find((change) => change.rule === rule)?.indicator;
  const isLower = lowered !== undefined && !isAtLeast(lowered, indicator);
  return { rule, indicator: isLower ? lowered : indicator };
}
