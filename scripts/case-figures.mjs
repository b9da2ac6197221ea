// A jest reporter that says, after a run of clinical cases, what their cards add up to and which cases are not run yet.
import { existsSync, readFileSync } from 'node:fs';

const inRoot = (file) => new URL(`../${file}`, import.meta.url);
const read = (file) => JSON.parse(readFileSync(inRoot(file), 'utf8'));

export default class CaseFigures {
  onRunComplete(_contexts, { testResults }) {
    const files = testResults.map((result) => ({
      path: result.testFilePath.replaceAll('\\', '/'),
      passed: result.numPassingTests > 0 && result.numFailingTests + result.numPendingTests === 0,
    }));
    // The committed figures are those of this run only when the test that compares them has passed.
    const measured = files.some(
      ({ path, passed }) => path.endsWith('test/vignettes/burden.test.ts') && passed,
    );
    const cases = files.some(({ path }) => path.includes('test/vignettes/'));
    const lines = [...(measured ? [burden()] : []), ...(cases ? pending() : [])];
    process.once('exit', () => lines.forEach((line) => console.log(line))); // after jest's own summary
  }
}

function burden() {
  const { cases, cards, cardsPer100, wordsPerCard, silentShare } = read('docs/burden.json');
  const silent = (100 * silentShare).toFixed(1);
  return (
    `Clinical cases: ${cases}, cards: ${cards} (${cardsPer100} per 100), silent: ${silent} %, ` +
    `words per card: median ${wordsPerCard.median}, p95 ${wordsPerCard.p95}`
  );
}

function pending() {
  // A name without a file has failed the tests already.
  const themes = read('test/vignettes/pending.json').filter((name) =>
    existsSync(inRoot(`test/vignettes/${name}.json`)),
  );
  if (themes.length === 0) return [];
  const counted = themes.map((name) => ({
    name,
    count: read(`test/vignettes/${name}.json`).length,
  }));
  const total = counted.reduce((sum, { count }) => sum + count, 0);
  return [
    `PENDING: ${total} clinical cases in ${themes.length} themes are NOT run (test/vignettes/pending.json):`,
    ...counted.map(({ name, count }) => `  ${name} (${count})`),
  ];
}
