import type { Diagnosis } from '../../evidence/diagnosis.js';
import { span, term, text, type WordValue } from '../rule.js';

/** "alcohol-related cirrhosis with ascites of 1 Jan 2024": our words for the code, and its date. */
export const conditionValue = ({ display, at }: Diagnosis): WordValue => ({
  kind: 'list',
  separator: ' ',
  items:
    at === undefined
      ? [text(display), term('dated.without')]
      : [text(display), term('dated.of'), span(at)],
});
