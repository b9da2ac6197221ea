import { describe, expect, test } from '@jest/globals';
import { parseJson } from './parse-json.js';

const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

describe('parseJson', () => {
  test('reads JSON, with a byte order mark too', () => {
    expect(parseJson('\uFEFF{"a":[1]}')).toEqual({ ok: true, value: { a: [1] } });
  });

  test.each(['', '{', '{"a":1}}', '{/* c */}', '{"a":NaN}', "{'a':1}", 'undefined'])(
    'refuses %j',
    (text) => {
      expect(parseJson(text)).toEqual({ ok: false, why: 'not-json' });
    },
  );

  test('64 levels are fine, 65 are not', () => {
    expect(parseJson(nested(64)).ok).toBe(true);
    expect(parseJson(nested(65))).toEqual({ ok: false, why: 'too-deep' });
  });

  test('200,000 levels neither overflow nor take long', () => {
    expect(parseJson(nested(200_000))).toEqual({ ok: false, why: 'too-deep' });
    const objects = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`;
    expect(parseJson(objects)).toEqual({ ok: false, why: 'too-deep' });
  });

  test('__proto__ and constructor are ordinary properties and reach no prototype', () => {
    const parsed = parseJson(
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}',
    );
    expect(parsed.ok).toBe(true);
    expect(({} as any).polluted).toBeUndefined();
  });
});
