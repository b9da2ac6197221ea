import { list, type WordValue } from '../../rules/rule.js';
import { dated, isWhole, type Judgement } from '../criteria/judgement.js';
import { findConsent } from '../find-consent.js';
import { judged, type ListInput, say } from '../list-input.js';

/** The patient agrees to naltrexone, and what the paper says it was about (`product.md` R3). */
export function consent(input: ListInput): Judgement {
  const { standing, newest } = findConsent(input.evidence.papers.consents);
  const evidence = newest === undefined ? [] : [newest.provenance];
  if (standing === 'valid' && newest !== undefined) {
    const topics: WordValue =
      newest.topics.length === 0
        ? say(input, 'topics.none')
        : list(newest.topics.map((topic) => say(input, `topic.${topic}`)));
    return judged('met', [dated(say(input, 'consent'), newest.at), topics], evidence, newest.until);
  }
  if (standing === 'conflicting')
    return judged('conflicting', [say(input, 'consent.refused')], evidence);
  if (standing === 'refused') return judged('not-met', [say(input, 'consent.refused')], evidence);
  if (!isWhole(input, 'consents', 'documents', 'questionnaireResponses', 'procedures')) {
    return judged('unknown', [], evidence);
  }
  if (standing === 'ended') return judged('not-met', [say(input, 'consent.ended')], evidence);
  return standing === 'unfinished'
    ? judged('not-met', [say(input, 'consent.unfinished')], evidence)
    : judged('not-met', [say(input, 'nothing')]);
}
