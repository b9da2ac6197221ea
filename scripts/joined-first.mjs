// The order of test files: the suites that join many files (scripts/joined-tests.cjs) before all others, so that the last minute
// of a run is not one of them on one core. A bare clone has no record of how long each took.
import Sequencer from '@jest/test-sequencer';

const isJoined = ({ path }) => path.endsWith('.suite.ts');

export default class JoinedFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    return [...sorted.filter(isJoined), ...sorted.filter((one) => !isJoined(one))];
  }
}
