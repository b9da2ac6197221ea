import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CanaryCodes } from '../../src/core/pack/canaries.js';
import { CARDS } from '../../src/wire.js';

/** Opioids whose codes need no canary, as the list of canaries says itself, with the reason. */
export const canaryExceptions = (): ReadonlySet<string> => {
  const path = join(CARDS, 'canaries/opioid-codes.json');
  const { exceptions = [] } = JSON.parse(readFileSync(path, 'utf8')) as CanaryCodes;
  return new Set(exceptions.map(({ drug }) => drug));
};
