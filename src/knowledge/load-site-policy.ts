import { createHash } from 'node:crypto';
import type { Knowledge, SitePolicy } from '../core/pack/knowledge.js';
import type { LocalCodeEntry } from '../core/pack/local-codes.js';
import { SiteFile } from '../core/pack/site.js';
import type { TimeZone } from '../core/time/time-zone.js';
import { checkSiteChanges } from './check-site-changes.js';
import { divideExperiment } from './divide-experiment.js';
import { indexLocalCodes } from './index-local-codes.js';
import { KnowledgeError } from './knowledge-error.js';
import { loadTimeZone } from './load-time-zone.js';
import { checkShape } from './read-checked-json.js';

/**
 * Makes a site's policy from the content of its file, over the defaults of the knowledge.
 * @param timeZone IANA time zone that a caller states, before the one of the file
 * @param clientCodes local codes of a client's entry, beside those of the file
 * @throws LocalCodeError for a local code that cannot be used; KnowledgeError when the file has another shape, makes a change that cannot be, or names a zone that does not exist
 */
export function loadSitePolicy(
  content: unknown,
  knowledge: Knowledge,
  timeZone?: string,
  clientCodes: readonly LocalCodeEntry[] = [],
): SitePolicy {
  const name = 'the site file';
  const file = { ...knowledge.siteDefaults, ...checkShape(content, name, SiteFile) };
  checkSiteChanges(file, knowledge);
  const { induction } = file;
  const { protocols } = knowledge.inductionProtocols;
  if (induction !== undefined && !protocols.some(({ id }) => id === induction.protocol)) {
    throw new KnowledgeError(
      name,
      `there is no induction protocol "${induction.protocol}"`,
      `Use one of: ${protocols.map(({ id }) => id).join(', ')}`,
    );
  }
  const localCodes = indexLocalCodes(
    { site: file.localCodes ?? [], client: clientCodes },
    knowledge.terminology,
  );
  const origin = JSON.stringify({ content, timeZone, clientCodes } satisfies PolicyOrigin);
  const policy = {
    ...{ file, zone: zoneOf(timeZone ?? file.timeZone, name), localCodes, origin },
    hash: createHash('sha256').update(origin).digest('hex').slice(0, 12),
  };
  const { experiment } = file;
  return experiment === undefined
    ? policy
    : { ...policy, experiment: divideExperiment(experiment, policy, knowledge) };
}

/** What a policy was made of, as its `origin` says. */
export interface PolicyOrigin {
  readonly content: unknown;
  readonly timeZone?: string | undefined;
  readonly clientCodes: readonly LocalCodeEntry[];
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
