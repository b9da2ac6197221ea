import { expect, test } from '@jest/globals';
import { isRemark } from './is-remark.js';

const outcome = (...issue: unknown[]) => ({ resourceType: 'OperationOutcome', issue });
const issue = (severity: unknown, code: unknown) => ({ severity, code });

test.each([
  ['a hint', outcome(issue('information', 'informational'))],
  ['a warning about something else', outcome(issue('warning', 'informational'))],
  ['R5: it went well', outcome(issue('success', 'success'))],
  ['one issue that is no list', { issue: issue('information', 'informational') }],
])('%s is a remark', (_name, one) => {
  expect(isRemark(one)).toBe(true);
});

test.each(
  `invalid structure required value invariant security login unknown expired forbidden suppressed processing not-supported
  duplicate multiple-matches not-found deleted too-long code-invalid extension too-costly business-rule conflict transient
  lock-error no-store exception timeout incomplete throttled limited-filter new-in-some-version`.split(
    /\s+/,
  ),
)('%s is none, however mild', (code) => {
  expect(isRemark(outcome(issue('information', code)))).toBe(false);
  expect(isRemark(outcome(issue('warning', code)))).toBe(false);
});

test.each([
  ['an error', outcome(issue('error', 'informational'))],
  ['fatal', outcome(issue('fatal', 'informational'))],
  ['no severity', outcome({ code: 'informational' })],
  ['no type', outcome({ severity: 'information' })],
  [
    'a remark beside something else',
    outcome(issue('information', 'informational'), issue('warning', 'suppressed')),
  ],
  ['null among the issues', outcome(issue('information', 'informational'), null)],
  ['no issue', outcome()],
  ['nothing', {}],
  ['text', { issue: 'informational' }],
])('%s is none', (_name, one) => {
  expect(isRemark(one)).toBe(false);
});
