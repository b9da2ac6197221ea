import type { SitePolicy } from '../core/pack/knowledge.js';

/** Makes a policy of a site file's content and a time zone. Throws when either is not valid. */
export type MakeSitePolicy = (content: unknown, timeZone?: string) => SitePolicy;

export interface SitePolicies {
  /** The policy of the command line. */
  readonly byDefault: SitePolicy;
  /** The policy of a line that brings a site file's content or a time zone of its own. Throws when it is not valid. */
  of(content: unknown, timeZone: string | undefined): SitePolicy;
}

/**
 * Time zone: line > the line's site > command line > site file > site defaults; never the process's own.
 * @param content of the site file of the command line
 * @throws KnowledgeError when the site file or the zone of the command line is not valid
 */
export function sitePolicies(
  make: MakeSitePolicy,
  content: unknown,
  timeZone: string | undefined,
): SitePolicies {
  const made = new Map<string, SitePolicy>();

  function of(lineContent: unknown, lineZone: string | undefined): SitePolicy {
    const zone = lineZone ?? timeZoneIn(lineContent) ?? timeZone ?? timeZoneIn(content);
    // Suites send the same few sites over and over.
    const key = JSON.stringify([lineContent, zone]);
    const policy = made.get(key) ?? make(lineContent ?? content, zone);
    made.set(key, policy);
    return policy;
  }

  return { byDefault: of(undefined, undefined), of };
}

function timeZoneIn(content: unknown): string | undefined {
  const zone = (content as { timeZone?: unknown } | null | undefined)?.timeZone;
  return typeof zone === 'string' ? zone : undefined;
}
