import { expect, test } from '@jest/globals';
import { withoutPassword } from './without-password.js';

test.each([
  ['', ''],
  ['file:/var/lib/store.db', 'file:/var/lib/store.db'],
  ['postgres://cds@db.example.org/records', 'postgres://cds@db.example.org/records'],
  ['postgres://cds:word@db.example.org/records', 'postgres://cds:redacted@db.example.org/records'],
  ['postgres://db.example.org/records?password=word', 'postgres://db.example.org/records?redacted'],
  ['postgres://cds:wo rd@[half', '[redacted]'],
])('%s is printed as %s', (store, printed) => {
  expect(withoutPassword(store)).toBe(printed);
});
