import { expect, test } from '@jest/globals';
import { faultOf } from './fault-of.js';

test.each([
  ['SQLITE_BUSY', 'busy'],
  ['SQLITE_FULL', 'full'],
  ['UNKNOWN_SQLITE_ERROR_1544', 'read-only'], // SQLITE_READONLY_DIRECTORY
  ['UNKNOWN_SQLITE_ERROR_778', 'away'], // SQLITE_IOERR_WRITE
  ['UNKNOWN_SQLITE_ERROR_261', 'busy'], // SQLITE_BUSY_RECOVERY
  ['UNKNOWN_SQLITE_ERROR_1', 'other'],
  ['53100', 'full'],
  ['57P01', 'away'],
  ['42710', 'conflict'],
  ['25006', 'read-only'],
  ['22P02', 'other'],
  [undefined, 'away'],
])('%s is %s', (code, fault) => {
  expect(faultOf(code)).toBe(fault);
});
