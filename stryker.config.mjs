// Mutation testing of the clinical core: `npm run mutate` (docs/mutation.md). Outside CI, because it takes long.

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  plugins: ['./scripts/mutation/case-runner.mjs'],
  testRunner: 'cases',
  coverageAnalysis: 'perTest',
  // A value made while a module loads is there before any mutant is switched on; test/knowledge judges the data among them.
  ignoreStatic: true,
  mutate: [
    'src/core/{evidence,rules,plan,compose}/**/*.ts',
    '!src/core/**/*.test.ts',
    '!src/core/rules/registry.ts',
  ],
  concurrency: 1,
  timeoutMS: 10_000,
  incremental: true,
  incrementalFile: 'reports/mutation/incremental.json',
  reporters: ['progress-append-only', 'clear-text', 'json'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: 'reports/mutation/mutation.json' },
  tempDirName: 'reports/mutation/sandbox',
  ignorePatterns: ['dist', 'dist-bench', 'bench', 'reports', 'docs', 'fhir-fixtures', '.ci'],
  thresholds: { high: 85, low: 85, break: null },
  allowEmpty: false,
  checkers: [],
};
