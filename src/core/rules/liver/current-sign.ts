import type { LiverSign } from '../../evidence/liver-result.js';
import { comparePoints } from '../../time/distance.js';
import type { Day, Point } from '../../time/instant.js';

const RANK: Readonly<Record<LiverSign['degree'], number>> = {
  none: 0,
  mild: 1,
  present: 2,
  'moderate-or-more': 3,
};

/**
 * What the newest examination not older than `maxAgeDays` says about a sign (`clinical-liver-other` B2.14); undefined = not
 * documented. One that is preliminary, or of a source not wholly read, may raise it and never clears it.
 */
export function currentSign(
  signs: readonly LiverSign[],
  about: LiverSign['sign'],
  planned: Day,
  maxAgeDays: number,
): LiverSign | undefined {
  const recent = signs
    .filter((each) => each.sign === about && planned - timeOf(each).day <= maxAgeDays)
    .sort((a, b) => comparePoints(timeOf(b), timeOf(a)) || RANK[b.degree] - RANK[a.degree]);
  const clearing = recent.find(({ final, provenance }) => final && provenance.complete);
  const standing = recent
    .slice(0, clearing === undefined ? undefined : recent.indexOf(clearing))
    .filter(({ degree }) => degree !== 'none');
  return [...standing, ...(clearing === undefined ? [] : [clearing])].sort(
    (a, b) => RANK[b.degree] - RANK[a.degree],
  )[0];
}

/** Of a partial date a sign counts as late as it may be, its absence as early. */
const timeOf = ({ degree, at }: LiverSign): Point => (degree === 'none' ? at.earliest : at.latest);
