import type { Call } from '../call.js';
import type { SliceName } from '../chart.js';
import type { SiteFile } from '../pack/site.js';
import { RULES } from './registry.js';
import type { AnyRule } from './rule.js';

/** What of a site file says which rules are asked. */
export interface AskingSite {
  readonly readiness?: SiteFile['readiness'] | undefined;
}

const WITHOUT_DOCUMENTATION = RULES.filter(({ onlyWhere }) => onlyWhere === undefined);

/** The rules that a site asks: all, or all but those of a part of readiness that it has not switched on. */
export const rulesAskedAt = ({ readiness }: AskingSite): readonly AnyRule[] =>
  readiness?.documentation === 'on' ? RULES : WITHOUT_DOCUMENTATION;

const known = new Map<readonly AnyRule[], Map<Call['question'], ReadonlySet<SliceName>>>();

/** The slices that a site's rules of one question read, so that what is asked for can never drift from what is used. */
export function neededSlices(question: Call['question'], site: AskingSite): ReadonlySet<SliceName> {
  const rules = rulesAskedAt(site);
  const ofRules = known.get(rules) ?? new Map<Call['question'], ReadonlySet<SliceName>>();
  known.set(rules, ofRules);
  const needed =
    ofRules.get(question) ??
    new Set(rules.filter(({ asks }) => asks === question).flatMap(({ needs }) => needs));
  ofRules.set(question, needed);
  return needed;
}
