import { expect, test } from '@jest/globals';
import { requestIdOf } from './request-id.js';

const UUID = '0f8fad5b-d9cb-469f-a165-70867728950e';
const HEX = '4bf92f3577b34da6a3ce929d0e0e4736';
const TRACE = `00-${HEX}-00f067aa0ba902b7-01`;

test.each([
  ['a UUID', { 'x-request-id': UUID }, UUID],
  ['in capitals', { 'x-request-id': UUID.toUpperCase() }, UUID],
  ['32 hexadecimal digits', { 'x-request-id': HEX }, HEX],
  ['the id of the trace', { traceparent: TRACE }, HEX],
  ['the id goes before the trace', { 'x-request-id': UUID, traceparent: TRACE }, UUID],
  ['the trace, where the id is none', { 'x-request-id': 'Maria', traceparent: TRACE }, HEX],
])('%s is taken', (_name, headers, id) => {
  expect(requestIdOf(headers)).toBe(id);
});

test.each([
  ['nothing', {}],
  ['a record number', { 'x-request-id': '100214' }],
  ['a line break', { 'x-request-id': `${UUID}\r\nforged` }],
  ['two of them', { 'x-request-id': `${UUID}, ${UUID}` }],
  ['a trace of zeros', { traceparent: `00-${'0'.repeat(32)}-00f067aa0ba902b7-01` }],
  ['another version of the trace', { traceparent: TRACE.replace('00-', 'ff-') }],
])('%s is replaced', (_name, headers) => {
  const id = requestIdOf(headers);
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(id).not.toBe(requestIdOf(headers));
});
