import { fileURLToPath } from 'node:url';
import { loadTerminology } from '../../src/knowledge/load-terminology.js';

/** `cards/terminology` of this repository. */
export const TERMINOLOGY_FOLDER = fileURLToPath(
  new URL('../../cards/terminology', import.meta.url),
);

/** The reviewed tables, loaded once a test file. */
export const terminology = loadTerminology(TERMINOLOGY_FOLDER);
