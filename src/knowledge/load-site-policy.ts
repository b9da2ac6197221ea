import type { Knowledge, SitePolicy } from '../core/pack/knowledge.js';
import type { LocalCodeEntry } from '../core/pack/local-codes.js';
import { SiteFile } from '../core/pack/site.js';
import type { TimeZone } from '../core/time/time-zone.js';
import { indexLocalCodes } from './index-local-codes.js';
import { KnowledgeError } from './knowledge-error.js';
import { loadTimeZone } from './load-time-zone.js';
import { checkShape } from './read-checked-json.js';

/** The rule that says what could not be read; no site may silence or lower it. */
const ALWAYS_SAID = 'data-source-unreadable';

/**
 * Makes a site's policy from the content of its file, over the defaults of the knowledge.
 * @param timeZone IANA time zone that a caller states, before the one of the file
 * @param clientCodes local codes of a client's entry, beside those of the file
 * @throws LocalCodeError for a local code that cannot be used; KnowledgeError when the file has another shape, names what the knowledge does not know, or a zone that does not exist
 */
export function loadSitePolicy(
  content: unknown,
  knowledge: Knowledge,
  timeZone?: string,
  clientCodes: readonly LocalCodeEntry[] = [],
): SitePolicy {
  const name = 'the site file';
  const file = { ...knowledge.siteDefaults, ...checkShape(content, name, SiteFile) };
  for (const { question, parameter } of file.parameters ?? []) {
    const owner = question === 'drug' ? knowledge.drug : knowledge.questions.get(question);
    if (owner?.parameters[parameter] === undefined) {
      throw new KnowledgeError(
        name,
        `there is no parameter "${parameter}" of "${question}"`,
        'See the card book',
      );
    }
  }
  const rules = new Set(
    [...knowledge.questions.values()].flatMap(({ outcomes }) =>
      Object.values(outcomes).map(({ rule }) => rule),
    ),
  );
  for (const { rule } of [...(file.modes ?? []), ...(file.indicators ?? [])]) {
    if (!rules.has(rule))
      throw new KnowledgeError(name, `there is no rule "${rule}"`, 'See the card book');
    if (rule === ALWAYS_SAID) {
      throw new KnowledgeError(
        name,
        `"${rule}" cannot be changed`,
        'What could not be read is always said',
      );
    }
  }
  const localCodes = indexLocalCodes(
    { site: file.localCodes ?? [], client: clientCodes },
    knowledge.terminology,
  );
  return { file, zone: zoneOf(timeZone ?? file.timeZone, name), localCodes };
}

function zoneOf(id: string | undefined, name: string): TimeZone {
  if (id === undefined) throw new KnowledgeError(name, 'names no time zone', 'Add "timeZone"');
  try {
    return loadTimeZone(id);
  } catch {
    throw new KnowledgeError(
      name,
      `there is no time zone "${id}"`,
      'Use an IANA name such as America/New_York',
    );
  }
}
