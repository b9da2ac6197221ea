import { importTests } from './import-tests.js';

await importTests('properties');
