import { describe, expect, test } from '@jest/globals';
import { splitWords } from './split-words.js';

describe('splitWords', () => {
  test.each([
    ['oxyCODONE-acetaminophen 5/325', 'oxycodone acetaminophen 5 325'],
    ['VIVITROL® 380MG', 'vivitrol 380 mg'],
    ['Vivitrol™ kit', 'vivitrol kit'],
    ['0.30 mg/mL', '0.3 mg ml'],
    ['.5 mg', '0.5 mg'],
    ['heparin 5,000 units', 'heparin 5000 units'],
    ['oxy\u00adcodone', 'oxycodone'],
    ['oxy\u200bcodone', 'oxycodone'],
    ['ｍｏｒｐｈｉｎｅ', 'morphine'],
    ['morphine sulfaté', 'morphine sulfate'],
    ['25 µg/h', '25 ug h'],
    ['25 μg/h', '25 ug h'],
    ['6-MAM', '6 mam'],
    ['12HR', '12 hr'],
    [' \n', ''],
    ['—', ''],
  ])('%s → %s', (text, words) => {
    expect(splitWords(text).join(' ')).toBe(words);
  });

  test('a long digit run keeps its digits', () => {
    expect(splitWords('12345678901234567890')).toEqual(['12345678901234567890']);
  });
});
