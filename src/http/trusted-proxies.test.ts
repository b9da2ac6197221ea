import { expect, test } from '@jest/globals';
import type { IncomingMessage } from 'node:http';
import { parseTrustedProxies, peerOf } from './trusted-proxies.js';

test.each([
  '',
  'proxy.example',
  '10.0.0.1/33',
  '10.0.0.0/0',
  '::/0',
  '10.0.0.0/',
  '10.0.0.0/8/8',
  '10.0.0.1,',
  '10.0.0.1 10.0.0.2',
])('%j is no list of proxies', (text) => {
  expect(parseTrustedProxies(text)).toBeUndefined();
});

const TRUSTED = '127.0.0.1, 10.1.0.0/16, fd00::/8';
test.each<[string, string | undefined, string | undefined, string]>([
  ['a caller that is no proxy forwards nothing', '203.0.113.9', '10.0.0.1', '203.0.113.9'],
  ['a trusted proxy says who called', '127.0.0.1', '203.0.113.9', '203.0.113.9'],
  ['also as an IPv4 address in IPv6', '::ffff:127.0.0.1', '203.0.113.9', '203.0.113.9'],
  [
    'what the caller itself wrote first does not count',
    '127.0.0.1',
    '6.6.6.6, 203.0.113.9',
    '203.0.113.9',
  ],
  ['through a chain of trusted proxies', 'fd00::7', '203.0.113.9, 10.1.2.3', '203.0.113.9'],
  ['text is no address', '127.0.0.1', 'patient p1\r\n', '127.0.0.1'],
  ['text behind a trusted proxy ends the search', '127.0.0.1', 'x, 10.1.2.3', '10.1.2.3'],
  ['nothing forwarded', '127.0.0.1', undefined, '127.0.0.1'],
])('%s', (_name, remoteAddress, forwarded, peer) => {
  const request = { socket: { remoteAddress }, headers: { 'x-forwarded-for': forwarded } };
  const found = peerOf(request as unknown as IncomingMessage, parseTrustedProxies(TRUSTED));
  expect(found).toBe(peer);
});

test('without a list nobody is believed', () => {
  const request = {
    socket: { remoteAddress: '127.0.0.1' },
    headers: { 'x-forwarded-for': '6.6.6.6' },
  };
  expect(peerOf(request as unknown as IncomingMessage, undefined)).toBe('127.0.0.1');
});
