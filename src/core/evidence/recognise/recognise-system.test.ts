import { describe, expect, test } from '@jest/globals';
import { SYSTEM_ALIASES } from '../../../../test/support/system-aliases.js';
import { terminology } from '../../../../test/support/terminology.js';
import { recogniseSystem } from './recognise-system.js';

const aliases = Object.entries(SYSTEM_ALIASES).flatMap(([canonical, others]) =>
  [canonical, ...others].map((alias) => [alias, canonical] as const),
);

describe('recogniseSystem', () => {
  test.each(aliases)('%s in every spelling', (alias, canonical) => {
    const system = recogniseSystem(terminology, canonical);
    expect(system).toBeDefined();
    const spellings = [
      alias,
      `${alias}/`,
      alias.toUpperCase(),
      ` ${alias} `,
      alias.replace('http://', 'https://'),
      alias.replace('urn:oid:', ''),
    ];
    for (const spelling of spellings) {
      expect([spelling, recogniseSystem(terminology, spelling)]).toEqual([spelling, system]);
    }
  });

  test('SNOMED CT with its edition and version', () => {
    const edition = 'http://snomed.info/sct/731000124108';
    expect(recogniseSystem(terminology, edition)).toBe('SNOMED CT');
    expect(recogniseSystem(terminology, `${edition}/version/20260301`)).toBe('SNOMED CT');
  });

  test.each([undefined, null, 3, '', 'http://example.org/local', 'RxNorm-like'])(
    '%p is not known',
    (system) => {
      expect(recogniseSystem(terminology, system)).toBeUndefined();
    },
  );
});
