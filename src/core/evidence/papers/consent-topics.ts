import type { ConsentTopic, PaperWords } from '../../pack/terminology.js';

const TOPICS: readonly ConsentTopic[] = [
  'effects',
  'risks',
  'alternatives',
  'overdose',
  'liver',
  'blockade',
  'withdrawal',
];

/** What a consent tells about, in the order in which it is listed. */
export const consentTopics = (said: ReadonlySet<PaperWords>): readonly ConsentTopic[] =>
  TOPICS.filter((topic) => said.has(topic));
