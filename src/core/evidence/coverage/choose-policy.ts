import type { PayerPolicy } from '../../pack/payer-policy.js';
import type { Readiness } from '../../pack/readiness.js';
import { splitWords } from '../../words/split-words.js';
import { normaliseSystem } from '../recognise/recognise-system.js';
import type { ActiveCoverage, PolicyChoice } from './coverage-evidence.js';
import { areSameWords, holdsWords } from './holds-words.js';

/** The policy of `cards/coverage/generic.json`. */
export const GENERIC = 'generic';

/**
 * The policy of the primary coverage: as the site maps it, else by its payor and plan. A payer that no policy names, and one
 * that two policies name equally well, gets the generic one, which says what payers usually ask and nothing about this payer.
 * @param known every Coverage was read
 */
export function choosePolicy(
  coverages: readonly ActiveCoverage[],
  known: boolean,
  policies: ReadonlyMap<string, PayerPolicy>,
  site: Readiness | undefined,
): PolicyChoice {
  const generic = (why: PolicyChoice['why'], coverage?: ActiveCoverage): PolicyChoice => {
    const policy = policies.get(GENERIC);
    if (policy === undefined) throw new Error('no generic payer policy');
    return { policy, by: 'generic', why, coverage };
  };
  const [primary] = coverages;
  if (primary === undefined) return generic(known ? 'no-coverage' : 'not-read');
  const mapped = mapsTo(primary, site).flatMap(({ policy }) => policies.get(policy ?? '') ?? [])[0];
  if (mapped !== undefined) {
    return { policy: mapped, by: 'site', why: undefined, coverage: primary };
  }
  const matches = [...policies.values()]
    .flatMap((policy) => {
      const length = matchLength(policy, primary);
      return length === undefined ? [] : [{ policy, length }];
    })
    .sort((a, b) => b.length - a.length);
  const [best, next] = matches;
  if (best === undefined) return generic('unknown-payer', primary);
  if (next?.length === best.length) return generic('ambiguous', primary);
  return { policy: best.policy, by: 'name', why: undefined, coverage: primary };
}

/** The lines of the site's map that name this coverage: a payor, plan or class as it stands there. */
export const mapsTo = (
  { names, words, keys }: ActiveCoverage,
  site: Readiness | undefined,
): NonNullable<Readiness['payers']> =>
  (site?.payers ?? []).filter(
    ({ payor }) =>
      keys.includes(payor) || [...names, ...words].some((text) => areSameWords(text, payor)),
  );

/** How many words of a name matched; an identifier outweighs every name. Undefined = it is not this payer. */
function matchLength({ match, status }: PayerPolicy, coverage: ActiveCoverage): number | undefined {
  if (match === undefined || status === 'retired') return undefined;
  const { line } = coverage;
  if (match.lines !== undefined && line !== undefined && !match.lines.includes(line)) {
    return undefined;
  }
  const words = coverage.words.map(splitWords);
  const says = (texts: readonly (readonly string[])[], phrase: string): boolean =>
    texts.some((text) => holdsWords(text, phrase));
  if (match.not?.some((phrase) => says(words, phrase)) === true) return undefined;
  const identified = match.identifiers?.some((wanted) =>
    coverage.identifiers.some(
      ({ system, value }) =>
        value === wanted.value && normaliseSystem(system) === normaliseSystem(wanted.system),
    ),
  );
  if (identified === true) return Number.MAX_SAFE_INTEGER;
  const names = coverage.names.map(splitWords);
  const lengths = match.names
    .filter((name) => says(names, name))
    .map((name) => splitWords(name).length);
  return lengths.length === 0 ? undefined : Math.max(...lengths);
}
