import { readFileSync } from 'node:fs';
import { parseJson } from '../json/parse-json.js';
import { KnowledgeError } from './knowledge-error.js';

/**
 * The content of a site file, not yet checked; without a path, the empty policy.
 * @throws KnowledgeError when the file cannot be read or is not JSON
 */
export function readSiteFile(path: string | undefined): unknown {
  if (path === undefined) return {};
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new KnowledgeError(
      `the site file ${path}`,
      'cannot be read',
      'See --site and NALTREXONE_CDS_SITE',
    );
  }
  const parsed = parseJson(text);
  if (!parsed.ok)
    throw new KnowledgeError(`the site file ${path}`, 'is not JSON', 'Correct the file');
  return parsed.value;
}
