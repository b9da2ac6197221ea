// Tests are ES modules, like the code. scripts/test.mjs starts jest and says which of the two sets it wants:
// *.test.ts (npm test) or *.long.test.ts (npm run test:long). A whole run takes most of them through test/together/*.suite.ts.
import { existsSync } from 'node:fs';

const long = process.env.TEST_SET === 'long';
const whole = process.env.TEST_SET === 'whole';

/** @type {import('jest').Config} */
export default {
  roots: ['src', 'test'].filter((folder) => existsSync(folder)),
  testEnvironment: 'node',
  testMatch: long ? ['**/*.long.test.ts'] : ['**/*.test.ts', ...(whole ? ['**/*.suite.ts'] : [])],
  testPathIgnorePatterns: long ? [] : ['\\.long\\.test\\.ts$'],
  filter: '<rootDir>/scripts/joined-tests.cjs',
  testSequencer: '<rootDir>/scripts/joined-first.mjs',
  testTimeout: long ? 600_000 : 10_000,
  maxWorkers: 2,
  reporters: [
    'default',
    '<rootDir>/scripts/case-figures.mjs',
    '<rootDir>/scripts/closing-line.mjs',
  ],
  extensionsToTreatAsEsm: ['.ts'],
  // Our imports say .js and mean .ts; a package's .js comes first, so that packages stay as they are.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': ['$1.js', '$1.ts'] },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2023' },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
};
