import { processEnvironment, readConfig } from '../config.js';
import type { PolicyOrigin } from '../knowledge/load-site-policy.js';
import type { Side } from '../replay/replay-report.js';
import { wire } from '../wire.js';

/**
 * The way in which this program answers.
 * @param cards another folder of knowledge than the installed one
 * @param siteFile content of a site file in the place of the recorded one
 */
export function makeSide(cards?: string, siteFile?: unknown): Side {
  const { hook, site } = wire({
    fhir: undefined,
    budgetMs: readConfig(processEnvironment()).budgetMs,
    report: () => undefined,
    ...(cards === undefined ? {} : { cards }),
  });
  return {
    parts: hook,
    siteOf: (origin) => {
      const { content, timeZone, clientCodes } = JSON.parse(origin) as PolicyOrigin;
      return site(siteFile ?? content, timeZone, clientCodes);
    },
  };
}
