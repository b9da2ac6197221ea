// A jest reporter that ends a run with `N passed, N failed, N skipped` alone on a line, for CI that counts tests.
export default class ClosingLine {
  onRunComplete(_contexts, results) {
    // A file that could not even be loaded has no tests to count; it is one failure.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    const line = `${results.numPassedTests} passed, ${failed} failed, ${skipped} skipped`;
    process.once('exit', () => console.log(line)); // after jest's own summary
  }
}
