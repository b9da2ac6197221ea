import { expect, test } from '@jest/globals';
import { escapeMarkdown } from './escape-markdown.js';

test.each([
  [
    'what is harmless stays',
    'oxycodone 5 mg (5-325), 1 tab/6 h',
    'oxycodone 5 mg (5-325), 1 tab/6 h',
  ],
  ['emphasis', '*bold* _it_ ~no~', '\\*bold\\* \\_it\\_ \\~no\\~'],
  ['a link', '[x](http://evil.example)', '\\[x\\](http\u200b://evil.example)'],
  ['an address becomes no link', 'www.evil.example', 'www\u200b.evil.example'],
  ['HTML', '<script>&amp;', '&lt;script&gt;&amp;amp;'],
  ['a table and code', '`a`|b', '\\`a\\`\\|b'],
  ['a backslash', 'a\\*', 'a\\\\\\*'],
  ['a heading', '# Stop', '\\# Stop'],
  ['a list', '- item', '\\- item'],
  ['a numbered list', '1. item', '1\\. item'],
  ['a number is no list', '10 mg', '10 mg'],
  ['several lines become one', 'a\n\n# b', 'a # b'],
  ['characters that turn the text around', 'a\u202eb\u200f', 'a b '],
])('%s', (_, outside, shown) => {
  expect(escapeMarkdown(outside)).toBe(shown);
});
