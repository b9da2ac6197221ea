const long = process.env['TEST_SET'] === 'long';

/**
 * How many examples a property is tried on. `npm test` tries the same ones in every run, so that a red build is the code's
 * doing; `npm run test:long` tries other and more ones (fast-check prints the seed of a failure).
 */
export const examples = (count: number): { seed: number; numRuns: number } =>
  long
    ? { seed: Math.floor(Math.random() * 2 ** 31), numRuns: count * 20 }
    : { seed: 20_261_124, numRuns: count };
