import type { CoverageWords } from '../../pack/coverage-words.js';
import type { Day } from '../../time/instant.js';
import type {
  ActiveCoverage,
  Authorization,
  CoverageAssertion,
  PolicyChoice,
  PriorAuthorization,
} from './coverage-evidence.js';
import { isAbout } from './asserted-codes.js';
import { milligramsOf } from './milligrams-of.js';
import { holdsOn } from './read-authorizations.js';

export interface PriorAuthorizationFacts {
  /** The primary coverage; an assertion about another one is not about this bill. */
  readonly primary: ActiveCoverage | undefined;
  readonly assertions: readonly CoverageAssertion[];
  readonly authorizations: readonly Authorization[];
  readonly policy: PolicyChoice;
  readonly plannedDay: Day;
  /** Of the order, in mg. */
  readonly doseMg: number | undefined;
  /** Claim and ClaimResponse were wholly read. */
  readonly recordsKnown: boolean;
}

/**
 * Where prior authorization stands: what the payer says about this order first, then what is on record, and only then whether
 * the policy asks for one at all.
 */
export function priorAuthorization(
  facts: PriorAuthorizationFacts,
  words: CoverageWords,
): PriorAuthorization {
  const assertion = standingAssertion(facts);
  if (assertion !== undefined) {
    const answer = answered(assertion, facts, words);
    if (answer !== undefined) return answer;
  }
  const onRecord = recorded(facts);
  const isNeeded =
    assertion?.priorAuthorization === 'auth-needed' ||
    assertion?.priorAuthorization === 'performpa';
  if (onRecord !== undefined) return onRecord;
  const base = { ...NOTHING, evidence: assertion === undefined ? [] : [assertion.provenance] };
  if (isNeeded) return { ...base, state: 'needed' };
  if (assertion !== undefined) return { ...base, state: 'unknown' };
  const asks = facts.policy.by === 'generic' ? 'unknown' : facts.policy.policy.priorAuthorization;
  if (asks === 'no') return { ...base, state: 'not-needed' };
  return { ...base, state: asks === 'yes' && facts.recordsKnown ? 'none-on-file' : 'unknown' };
}

const NOTHING = {
  number: undefined,
  until: undefined,
  dosesLeft: undefined,
  evidence: [],
} as const satisfies Partial<PriorAuthorization>;

/** The newest assertion about the primary coverage; two of one day that disagree say nothing. */
function standingAssertion({
  assertions,
  primary,
}: PriorAuthorizationFacts): CoverageAssertion | undefined {
  const about = assertions.filter((one) => isAbout(one, primary));
  const [newest] = about;
  const disagree = about.some(
    (other) =>
      other.madeOn?.latest.day === newest?.madeOn?.latest.day &&
      other.priorAuthorization !== newest?.priorAuthorization,
  );
  return newest !== undefined && disagree ? { ...newest, priorAuthorization: 'unknown' } : newest;
}

function answered(
  assertion: CoverageAssertion,
  { plannedDay, doseMg }: PriorAuthorizationFacts,
  words: CoverageWords,
): PriorAuthorization | undefined {
  const said = assertion.priorAuthorization;
  if (said !== 'satisfied' && said !== 'no-auth') return undefined;
  const answer = {
    number: assertion.authorizationNumber,
    until: assertion.expires,
    dosesLeft: undefined,
    evidence: [assertion.provenance],
  };
  if (assertion.expires !== undefined && assertion.expires.earliest.day < plannedDay) {
    return { ...answer, state: 'expired' };
  }
  const allowed = assertion.details
    .filter(({ code }) => code === 'allowed-quantity')
    .flatMap(({ quantity }) => milligramsOf(quantity?.value, quantity?.unit, words) ?? []);
  if (doseMg !== undefined && allowed.some((mg) => mg < doseMg)) {
    return { ...answer, state: 'too-small' };
  }
  return { ...answer, state: said === 'satisfied' ? 'approved' : 'not-needed' };
}

/** The best authorization on record: one that holds, else the reason why none does. */
function recorded({
  authorizations,
  plannedDay,
  doseMg,
}: PriorAuthorizationFacts): PriorAuthorization | undefined {
  const of = (one: Authorization, state: PriorAuthorization['state']): PriorAuthorization => ({
    state,
    number: one.number,
    until: one.until,
    dosesLeft:
      one.leftMg === undefined || doseMg === undefined || doseMg <= 0
        ? undefined
        : Math.floor(one.leftMg / doseMg),
    evidence: [one.provenance],
  });
  const granted = authorizations.filter(
    ({ state }) => state === 'approved' || state === 'partly-approved',
  );
  const holding = granted.filter((one) => holdsOn(one, plannedDay));
  const enough = holding.find(
    ({ leftMg }) => leftMg === undefined || doseMg === undefined || leftMg >= doseMg,
  );
  if (enough !== undefined) return of(enough, 'approved');
  const [short] = holding;
  if (short !== undefined) {
    const isSmall = short.approvedMg !== undefined && short.approvedMg < (doseMg ?? 0);
    return of(short, isSmall ? 'too-small' : 'used-up');
  }
  const pending = authorizations.find(({ state }) => state === 'pending');
  if (pending !== undefined) return of(pending, 'pending');
  const [over] = granted;
  if (over !== undefined) return of(over, 'expired');
  const denied = authorizations.find(({ state }) => state === 'denied');
  return denied === undefined ? undefined : of(denied, 'denied');
}
