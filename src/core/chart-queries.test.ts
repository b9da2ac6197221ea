import { describe, expect, test } from '@jest/globals';
import { theKnowledge } from '../../test/support/hook-parts.js';
import { loadServiceFile } from '../knowledge/load-service-file.js';
import { CARDS } from '../wire.js';
import { RESOURCE_TYPE_OF, type SliceName } from './chart.js';
import { chartQueries } from './chart-queries.js';

const { terminology } = theKnowledge();
const { chart } = loadServiceFile(CARDS);
const queries = [...chartQueries(terminology, chart).values()];

describe('chartQueries', () => {
  test('every slice has one query', () => {
    expect(queries.map(({ slice }) => slice).sort()).toEqual(Object.keys(RESOURCE_TYPE_OF).sort());
  });

  test.each(queries.map(({ slice, template }) => [slice, template]))(
    '%s keeps to the 2.0 grammar',
    (_slice, template) => {
      expect(template.length).toBeLessThanOrEqual(2000);
      const tokens = [...template.matchAll(/\{\{(.*?)\}\}/g)].map(([, name]) => name);
      expect(tokens).toHaveLength(1);
      expect(['context.patientId', 'context.encounterId']).toContain(tokens[0]);
      const names = [...new URLSearchParams(template.split('?')[1] ?? '').keys()];
      expect(new Set(names).size).toBe(names.length);
      for (const name of names) {
        expect(['patient', 'category', 'code', '_sort', '_count']).toContain(name);
      }
    },
  );

  test('searches are sorted newest first, where R4 knows a date, and bounded; the two reads are by id', () => {
    const searches = queries.filter(({ count }) => count !== undefined);
    for (const { slice, template } of searches) {
      expect(template).toMatch(
        slice === 'coverages' ? /^[^?]+\?[^&]+&_count=\d+$/ : /&_sort=-[a-z-]+&_count=\d+$/,
      );
    }
    expect(
      queries.filter(({ count }) => count === undefined).map(({ template }) => template),
    ).toEqual(['Patient/{{context.patientId}}', 'Encounter/{{context.encounterId}}']);
  });

  test('laboratory and assessments go by category, liver tests by LOINC without look-alikes', () => {
    const template = (name: SliceName) => queries.find(({ slice }) => slice === name)!.template;
    expect(template('laboratory')).toContain('&category=laboratory&');
    expect(template('assessments')).toContain('&category=survey&');
    expect(template('liverTests')).toContain('http://loinc.org|1742-6');
    expect(template('liverTests')).not.toContain('|1916-6'); // the AST/ALT ratio
  });

  test('a slice without a limit stops the start', () => {
    expect(() => chartQueries(terminology, {})).toThrow(/chart limit/);
  });
});
