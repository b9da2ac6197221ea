import { expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as fc from 'fast-check';
import { DrugFile } from '../core/pack/drug.js';
import { LiverLaboratory } from '../core/pack/liver-laboratory.js';
import { Question } from '../core/pack/question.js';
import { ServiceFile } from '../core/pack/service.js';
import { SiteFile } from '../core/pack/site.js';
import { TablesFile } from '../core/pack/terminology/tables-file.js';
import { ResultCodesFile, ToxicologyFile } from '../core/pack/toxicology-knowledge.js';
import { Type } from '../core/pack/type.js';
import { readFileSync } from 'node:fs';
import { findFault } from './find-fault.js';

const read = (file: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../cards/${file}`, import.meta.url), 'utf8'));

const FILES = {
  'naltrexone/opioid-interval.json': Question,
  'naltrexone/drug.json': DrugFile,
  'naltrexone/liver-laboratory.json': LiverLaboratory,
  'naltrexone/toxicology.json': ToxicologyFile,
  'naltrexone/result-codes-loinc.json': ResultCodesFile,
  'service.json': ServiceFile,
  'site-defaults.json': SiteFile,
  'terminology/tables.json': TablesFile,
};

/** Somewhere in a value something else: what a person does to a file by mistake. */
function spoilt(value: unknown, path: readonly number[], by: unknown): unknown {
  const [place, ...rest] = path;
  if (place === undefined || typeof value !== 'object' || value === null) return by;
  const entries = Object.entries(value);
  const [name, inner] = entries[place % Math.max(1, entries.length)] ?? ['new', undefined];
  const changed = spoilt(inner, rest, by);
  if (Array.isArray(value)) return value.map((one, at) => (String(at) === name ? changed : one));
  return { ...value, [changed === undefined ? `${name}-` : name]: changed };
}

test.each(Object.entries(FILES))('%s is right, and spoilt as ajv says', (file, schema) => {
  const content = read(file);
  expect(findFault(schema, content)).toBeUndefined();
  const check = new Ajv2020({ strict: true }).compile(schema);
  fc.assert(
    fc.property(
      fc.array(fc.nat(40), { maxLength: 6 }),
      fc.constantFrom<unknown>(undefined, null, '', 'x', 0, -1, 1.5, true, [], {}, { a: 1 }),
      (path, by) => {
        const changed: unknown = JSON.parse(JSON.stringify(spoilt(content, path, by)) ?? 'null');
        expect(findFault(schema, changed) === undefined).toBe(check(changed));
      },
    ),
  );
});

test.each([
  [{}, '', 'must have "name"'],
  [{ name: '' }, '/name', 'must have at least 1'],
  [{ name: 'a', more: 1 }, '', 'must not have "more"'],
  [{ name: 'a', kind: 'c' }, '/kind', 'must be one of "a", "b"'],
  [{ name: 'a', list: [1, 'x'] }, '/list/1', 'must be number'],
])('%j: the place and the problem are named', (value, path, problem) => {
  const schema = Type.Object(
    {
      name: Type.String({ minLength: 1 }),
      kind: Type.Optional(Type.Union([Type.Literal('a'), Type.Literal('b')])),
      list: Type.Optional(Type.Array(Type.Number())),
    },
    { additionalProperties: false },
  );
  const fault = findFault(schema, value);
  expect(fault?.path).toBe(path);
  expect(fault?.problem).toContain(problem);
});

test('a keyword that nothing checks is an error, not silence', () => {
  expect(() => findFault({ type: 'string', format: 'date' }, 'x')).toThrow('format');
});
