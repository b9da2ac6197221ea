import { expect, test } from '@jest/globals';
import { daysAgo, TODAY } from '../../../../test/support/clinical-facts.js';
import { exactly, type Moment } from '../../time/instant.js';
import { upToNow } from './up-to-now.js';

const NOW = { day: TODAY, moment: Date.parse('2026-11-24T15:00:00-05:00') as Moment };

/** Up to 24 hours ahead is now, more is ignored (`clinical-liver-other` 0.4). */
test.each([
  ['yesterday', exactly(daysAgo(1)), exactly(daysAgo(1))],
  ['today stays a day without a time', exactly(daysAgo(0)), exactly(daysAgo(0))],
  ['tomorrow is now', exactly(daysAgo(-1)), exactly(NOW)],
  ['the day after is ahead', exactly(daysAgo(-2)), 'future'],
  [
    'this month ends now',
    { earliest: daysAgo(23), latest: daysAgo(-6) },
    { earliest: daysAgo(23), latest: NOW },
  ],
])('%s', (_, span, expected) => {
  expect(upToNow(span, NOW, 24)).toEqual(expected);
});
