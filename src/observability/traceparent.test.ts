import { expect, test } from '@jest/globals';
import { readTraceparent, writeTraceparent } from './traceparent.js';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const SPAN = '00f067aa0ba902b7';

test.each([
  [`00-${TRACE}-${SPAN}-01`, 1],
  [`00-${TRACE}-${SPAN}-00`, 0],
  [`00-${TRACE}-${SPAN}-03`, 1],
])('%s is continued, with no flag but the sampled one', (header, traceFlags) => {
  const read = readTraceparent(header)!;
  expect(read).toEqual({ traceId: TRACE, spanId: SPAN, traceFlags });
  expect(writeTraceparent(read)).toBe(`00-${TRACE}-${SPAN}-0${traceFlags}`);
});

test.each([
  undefined,
  '',
  'amara-osei',
  `00-${TRACE}-${SPAN}`,
  `00-${TRACE}-${SPAN}-01-more`,
  `01-${TRACE}-${SPAN}-01`,
  `00-${TRACE.toUpperCase()}-${SPAN}-01`,
  `00-${'0'.repeat(32)}-${SPAN}-01`,
  `00-${TRACE}-${'0'.repeat(16)}-01`,
  `00-${TRACE}-${SPAN}-01, 00-${TRACE}-${SPAN}-01`,
])('%s is none', (header) => {
  expect(readTraceparent(header)).toBeUndefined();
});
