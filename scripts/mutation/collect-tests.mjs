// Stands in for @jest/globals when the tests of the core run under mutation: it collects the tests of a file instead of
// running them, so that one loaded program can run any of them thousands of times. Only what those tests use.
export { expect } from 'expect';

/** @type {{ name: string, parent: object | undefined, before: Function[], ready: boolean } | undefined} */
let suite;
/** @type {{ id: string, name: string, suite: object, run: Function }[]} */
let collected = [];

/** Loads one test file and gives its tests, in the order in which they stand. */
export async function collectTests(file, load) {
  suite = newSuite(file, undefined);
  collected = [];
  await load();
  return collected;
}

/** Runs a test with the `beforeAll` of its suites. @throws what the test throws */
export async function runTest(test) {
  await prepare(test.suite);
  await test.run();
}

async function prepare(one) {
  if (one === undefined || one.ready) return;
  await prepare(one.parent);
  for (const step of one.before) await step();
  one.ready = true;
}

/** What `beforeAll` made may hold the work of a mutant: the next one starts afresh. */
export function forgetPreparation(tests) {
  for (const test of tests) {
    for (let one = test.suite; one !== undefined; one = one.parent) one.ready = false;
  }
}

export function test(name, run) {
  const path = `${suite.name} > ${name}`;
  const same = collected.filter((other) => other.name === path).length;
  const id = same === 0 ? path : `${path} (${same + 1})`;
  collected.push({ id, name: path, suite, run });
}

export function describe(name, define) {
  const outer = suite;
  suite = newSuite(`${outer.name} > ${name}`, outer);
  define();
  suite = outer;
}

export const beforeAll = (step) => suite.before.push(step);
export const afterAll = () => undefined; // closes what the end of the process closes too

test.skip = () => undefined;
test.each = (rows) => each(rows, test);
describe.each = (rows) => each(rows, describe);

const newSuite = (name, parent) => ({ name, parent, before: [], ready: false });

const each = (rows, define) => (name, body) => {
  for (const row of rows) {
    const values = Array.isArray(row) ? row : [row];
    define(title(name, values), () => body(...values));
  }
};

function title(name, values) {
  let next = 0;
  const [first] = values;
  return name
    .replace(/%[sp]/g, () => short(values[next++]))
    .replace(/\$(\w+)/g, (whole, key) => (Object(first) === first ? short(first[key]) : whole));
}

const short = (value) =>
  (typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))).slice(0, 120);
