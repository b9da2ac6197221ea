// The layers of the house (ARCHITECTURE.md). Imports point downwards:
//   main → app → hook | feedback | governance | smart-app | cli → core
// The adapters are handed in; core knows none of them.
const adapters = '^src/(egress|fhir|store|record|clients|keys|knowledge|observability)/';
const features = '^src/(hook|feedback|governance|replay|explain|simulate|smart-app|web|cli)/';
const test = '[.]test[.]ts$';
const atRunTime = { dependencyTypesNot: ['type-only'] };

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file, or lack a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'core-imports-only-core',
      comment: 'The core is pure; everything else hands it what it needs.',
      severity: 'error',
      from: { path: '^src/core/', pathNot: test },
      to: { path: '^(src|test|bench|scripts)/', pathNot: '^src/core/' },
    },
    {
      name: 'core-without-node',
      comment: 'No I/O, no clock, no environment in the core.',
      severity: 'error',
      from: { path: '^src/core/', pathNot: test },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'core-packages',
      comment: 'Packages that compute and do nothing else. Types alone may come from anywhere.',
      severity: 'error',
      from: { path: '^src/core/', pathNot: test },
      to: {
        ...atRunTime,
        path: 'node_modules/',
        pathNot: 'node_modules/(typebox|ajv|ajv-formats|temporal-polyfill)/',
      },
    },
    {
      name: 'adapters-below-features',
      comment: 'An adapter serves whoever calls it and knows none of them.',
      severity: 'error',
      from: { path: adapters, pathNot: test },
      to: { path: [features, '^src/(main|app|discovery)[.]ts$', '^src/demo/'] },
    },
    {
      name: 'features-apart',
      comment: 'Hook, smart-app, governance and feedback meet in app.ts, never in each other.',
      severity: 'error',
      from: { path: '^src/(hook|smart-app|governance|feedback)/' },
      to: { path: '^src/(hook|smart-app|governance|feedback)/', pathNot: '^src/$1/' },
    },
    {
      name: 'features-below-app',
      comment: 'Only the command line, which starts things, may import main and app.',
      severity: 'error',
      from: { path: features, pathNot: ['^src/cli/', test] },
      to: { path: ['^src/(main|app)[.]ts$', '^src/cli/'] },
    },
    {
      name: 'app-below-main',
      severity: 'error',
      from: { path: '^src/[^/]+[.]ts$', pathNot: ['^src/main[.]ts$', test] },
      to: { path: ['^src/main[.]ts$', '^src/cli/'] },
    },
    {
      name: 'store-is-wired-in-one-place',
      comment: 'Everyone else is handed the store and knows its type only.',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: ['^src/(store|cli|demo)/', '^src/open-(records|admin)[.]ts$', test],
      },
      to: { ...atRunTime, path: '^src/store/' },
    },
    {
      name: 'demo-stays-in-the-demo',
      comment:
        'Its packages never reach the production image; the command line loads it on demand.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/(demo|cli)/', test] },
      to: { path: '^src/demo/' },
    },
    {
      name: 'demo-loaded-on-demand',
      severity: 'error',
      from: { path: '^src/cli/', pathNot: test },
      to: { path: '^src/demo/', dependencyTypesNot: ['dynamic-import', 'type-only'] },
    },
    {
      name: 'no-test-code-in-the-product',
      severity: 'error',
      from: { path: '^src/', pathNot: test },
      to: { path: ['^test/', '^bench/', '^scripts/', test] },
    },
    {
      name: 'no-development-packages-in-the-product',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/demo/', '^src/web/', test] },
      to: { ...atRunTime, dependencyTypes: ['npm-dev'], pathNot: 'node_modules/@types/' },
    },
    {
      name: 'no-undeclared-packages',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
