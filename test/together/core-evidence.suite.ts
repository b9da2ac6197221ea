import { importTests } from './import-tests.js';

await importTests('core-evidence');
