// Which test files run together as one suite, so that their modules and the knowledge are loaded once for all of them and not
// once for each file, which takes longer than the tests. test/together/NAME.suite.ts loads the files of the group NAME.
// It is jest's filter too, which leaves a file out when the suite that loads it runs; jest takes only CommonJS for that.
const { readFileSync } = require('node:fs');
const { relative, resolve } = require('node:path');

const root = resolve(__dirname, '..');

/** The first that matches has the file. */
const GROUPS = {
  'core-evidence': /^src\/core\/evidence\//,
  core: /^src\/core\//,
  'time-zones': /^(src\/(demo|knowledge)|test\/time)\//,
  services: /^src\//,
  knowledge: /^test\/knowledge\//,
  properties: /^test\/properties\//,
  journeys: /^test\//,
};

/**
 * A hook outside of a `describe` would also run for the tests of the other files, and a changed process would surprise them;
 * what measures time wants a process without their leavings.
 */
const RUNS_ALONE =
  /^(before|after)(All|Each)\(|\bjest\.|\bprocess\.(env|exitCode|on|once|chdir)\b|\bperformance\./m;

/** The group of a test file, or undefined for a file that runs alone. */
function groupOf(file) {
  const path = relative(root, file).replaceAll('\\', '/');
  if (!/(?<!\.long)\.test\.ts$/.test(path)) return undefined;
  if (RUNS_ALONE.test(readFileSync(file, 'utf8'))) return undefined;
  return Object.keys(GROUPS).find((name) => GROUPS[name].test(path));
}

/** @param {readonly string[]} files what jest found */
function withoutJoined(files) {
  const suites = new Set(files.flatMap((file) => /([\w-]+)\.suite\.ts$/.exec(file)?.[1] ?? []));
  return { filtered: files.filter((file) => !suites.has(groupOf(file))) };
}

module.exports = Object.assign(withoutJoined, { groupOf });
