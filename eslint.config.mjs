import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import { builtinModules } from 'node:module';
import tseslint from 'typescript-eslint';

const tests = ['**/*.test.ts', 'test/**/*.ts'];

// Only src/config.ts reads the environment, so that every setting has one place, one check and one sentence.
const environmentMessage =
  'Only src/config.ts reads the environment; take the value from the config.';
const noEnvironment = [
  'MemberExpression[object.name="process"][property.name="env"]',
  'MemberExpression[object.name="process"][property.value="env"]',
  'VariableDeclarator[init.name="process"] > ObjectPattern > Property[key.name="env"]',
  'ImportDeclaration[source.value=/^(node:)?process$/] > ImportSpecifier[imported.name="env"]',
].map((selector) => ({ selector, message: environmentMessage }));

// src/core answers the same for the same call, chart, knowledge and now: on every machine, on every day.
const noClock = [
  'CallExpression[callee.object.name="Date"][callee.property.name="now"]',
  'NewExpression[callee.name="Date"][arguments.length=0]',
  'CallExpression[callee.name="Date"]',
  'MemberExpression[object.name="Temporal"][property.name="Now"]',
].map((selector) => ({ selector, message: 'src/core reads no clock: `now` is handed in.' }));
const noProcessTimeZone = [
  'NewExpression[callee.name="Date"][arguments.length>1]',
  'CallExpression[callee.property.name=/^get(FullYear|Month|Date|Day|Hours|Minutes|TimezoneOffset)$/]',
  'CallExpression[callee.property.name=/^toLocale(Date|Time)?String$/]',
].map((selector) => ({
  selector,
  message: "This uses the time zone of the process; src/core uses the site's.",
}));
const noChance = {
  selector: 'MemberExpression[object.name="Math"][property.name="random"]',
  message: 'src/core leaves nothing to chance: replay must give the same bytes.',
};

export default defineConfig(
  globalIgnores(['dist/', 'dist-bench/', '.dist-*/', 'coverage/', 'reports/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/consistent-type-definitions': 'off', // both have their use
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: true },
      ],
      eqeqeq: 'error',
      'max-lines': ['warn', { max: 250, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/config.ts', ...tests],
    rules: { 'no-restricted-syntax': ['error', ...noEnvironment] },
  },
  {
    files: ['src/core/**/*.ts'],
    ignores: tests,
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [...builtinModules, 'express', 'undici', 'pino', 'fhirclient', 'commander'],
          patterns: [
            {
              group: ['node:*'],
              message: 'src/core is pure: no I/O, no clock, no environment.',
            },
            {
              regex:
                '^(\\.\\./)+(fhir|store|clients|knowledge|observability|hook|feedback|governance|simulate|smart-app|web|cli|demo|main|app|config|errors|discovery)(/|\\.js$)',
              message:
                'src/core imports nothing from the layers above; they hand it what it needs.',
            },
          ],
        },
      ],
      'no-restricted-globals': [
        'error',
        ...[
          ...['process', 'globalThis', 'Buffer', 'console', 'fetch', 'crypto', 'performance'],
          ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'],
        ].map((name) => ({ name, message: 'src/core is pure: no I/O, no clock, no environment.' })),
      ],
      'no-restricted-syntax': [
        'error',
        ...noEnvironment,
        ...noClock,
        ...noProcessTimeZone,
        noChance,
      ],
    },
  },
  {
    // Tests read answers as any client would: as JSON of unknown shape.
    files: tests,
    rules: {
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/unbound-method': 'off',
      'max-lines': 'off',
    },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: {
      globals: {
        Buffer: 'readonly',
        console: 'readonly',
        fetch: 'readonly',
        process: 'readonly',
        setTimeout: 'readonly',
        URL: 'readonly',
      },
    },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: {
      globals: { __dirname: 'readonly', module: 'writable', require: 'readonly' },
    },
  },
);
