import type { Knowledge, SiteExperiment, SitePolicy } from '../core/pack/knowledge.js';
import type { Experiment, SiteFile } from '../core/pack/site.js';
import { checkSiteChanges } from './check-site-changes.js';
import { KnowledgeError } from './knowledge-error.js';

/**
 * Each arm is a policy of its own, held against the knowledge like any other.
 * @throws KnowledgeError for a change that a site may not make
 */
export function divideExperiment(
  { id, by, arms, reason, owner, date, reviewBy }: Experiment,
  policy: SitePolicy,
  knowledge: Knowledge,
): SiteExperiment {
  const twice = arms.find((arm, place) => arms.findIndex((one) => one.id === arm.id) !== place);
  if (twice !== undefined) {
    throw new KnowledgeError('the site file', `has two arms "${twice.id}"`, 'Rename one of them');
  }
  const why = { reason, owner, date, ...(reviewBy === undefined ? {} : { reviewBy }) };
  return {
    id,
    by,
    arms: arms.map((arm) => {
      const file = changedBy(policy.file, arm, why);
      checkSiteChanges(file, knowledge);
      return { id: arm.id, share: arm.share, policy: { ...policy, file } };
    }),
  };
}

function changedBy(
  file: SiteFile,
  { parameters = [], indicators = [], modes = [] }: Experiment['arms'][number],
  why: Pick<Experiment, 'reason' | 'owner' | 'date' | 'reviewBy'>,
): SiteFile {
  const ownParameters = (file.parameters ?? []).filter(
    (own) =>
      !parameters.some(
        ({ question, parameter }) => question === own.question && parameter === own.parameter,
      ),
  );
  const isNotIn = (changes: readonly { readonly rule: string }[]) => (own: { rule: string }) =>
    !changes.some(({ rule }) => rule === own.rule);
  return {
    ...file,
    parameters: [...ownParameters, ...parameters.map((change) => ({ ...change, ...why }))],
    indicators: [
      ...(file.indicators ?? []).filter(isNotIn(indicators)),
      ...indicators.map((change) => ({ ...change, ...why })),
    ],
    modes: [
      ...(file.modes ?? []).filter(isNotIn(modes)),
      ...modes.map((change) => ({ ...change, ...why })),
    ],
  };
}
