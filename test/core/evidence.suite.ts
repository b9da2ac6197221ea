import { importTests } from './import-tests.js';

await importTests((folder) => folder === 'evidence');
