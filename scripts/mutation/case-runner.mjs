// A test runner for Stryker. Jest would load the knowledge anew for each mutant, which takes seconds; here the tests of the
// core are bundled and loaded once, and a mutant runs only those that reach it, up to the first that fails.
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import { DryRunStatus, MutantRunStatus, TestStatus } from '@stryker-mutator/api/test-runner';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { bundleTests } from './bundle-tests.mjs';
import { collectTests, forgetPreparation, runTest } from './collect-tests.mjs';

/** These ask whether cases notice another number, not another line of code, and take longer than all others together. */
const JUDGES_NUMBERS = / turns one of its cases red$/;

/** What the mutated code reads and writes while it runs. */
const watched = (globalThis.__stryker__ ??= {});

class CaseRunner {
  /** What was made while the modules loaded stays as it was made, so that nothing must be loaded anew for a change of it. */
  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    const { files } = await import(pathToFileURL(await bundleTests()).href);
    this.tests = [];
    for (const [file, load] of Object.entries(files)) {
      const tests = await collectTests(file, load);
      this.tests.push(...tests.filter(({ name }) => !JUDGES_NUMBERS.test(name)));
    }
  }

  async dryRun() {
    const tests = [];
    for (const test of this.tests) {
      watched.currentTestId = test.id;
      tests.push(await resultOf(test));
    }
    watched.currentTestId = undefined;
    return { status: DryRunStatus.Complete, tests, mutantCoverage: watched.mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit, disableBail }) {
    const wanted = new Set(testFilter ?? this.tests.map(({ id }) => id));
    const tests = this.tests.filter(({ id }) => wanted.has(id));
    forgetPreparation(tests);
    Object.assign(watched, { activeMutant: activeMutant.id, hitCount: 0, hitLimit });
    const failed = [];
    let count = 0;
    for (const test of tests) {
      const result = await resultOf(test);
      count += 1;
      if (result.status === TestStatus.Failed) failed.push(result);
      if (failed.length > 0 && !disableBail) break;
    }
    const endless = hitLimit !== undefined && watched.hitCount > hitLimit;
    Object.assign(watched, { activeMutant: undefined, hitCount: undefined, hitLimit: undefined });
    forgetPreparation(tests);
    if (endless) return { status: MutantRunStatus.Timeout, reason: 'endless loop' };
    return failed.length === 0
      ? { status: MutantRunStatus.Survived, nrOfTests: count }
      : {
          status: MutantRunStatus.Killed,
          killedBy: failed.map(({ id }) => id),
          failureMessage: failed[0].failureMessage,
          nrOfTests: count,
        };
  }
}

async function resultOf(test) {
  const start = performance.now();
  const about = () => ({
    id: test.id,
    name: test.name,
    timeSpentMs: performance.now() - start,
  });
  try {
    await runTest(test);
    return { ...about(), status: TestStatus.Success };
  } catch (error) {
    const failureMessage = error instanceof Error ? error.message : String(error);
    return { ...about(), status: TestStatus.Failed, failureMessage };
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'cases', CaseRunner)];
