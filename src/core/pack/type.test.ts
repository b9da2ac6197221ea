import { expect, test } from '@jest/globals';
import { Type as TypeBox } from 'typebox';
import { Type } from './type.js';

const make = (types: typeof Type) => ({
  string: types.String(),
  constrained: types.String({ minLength: 1, pattern: '^a' }),
  number: types.Number({ exclusiveMinimum: 0 }),
  integer: types.Integer({ minimum: 1 }),
  boolean: types.Boolean(),
  unknown: types.Unknown(),
  literal: types.Literal('a'),
  union: types.Union([types.Literal('a'), types.Literal('b')], { description: 'one of two' }),
  array: types.Array(types.Number(), { minItems: 1 }),
  record: types.Record(types.String(), types.Number(), { description: 'by name' }),
  object: types.Object(
    { needed: types.String(), free: types.Optional(types.Array(types.String())) },
    { additionalProperties: false },
  ),
  nothingNeeded: types.Object({ free: types.Optional(types.Number()) }),
  unsafe: types.Unsafe<'a'>(types.String({ minLength: 1 })),
});

test.each(Object.keys(make(Type)) as (keyof ReturnType<typeof make>)[])(
  'the schema "%s" is the one that TypeBox makes',
  (name) => {
    expect(make(Type)[name]).toEqual(JSON.parse(JSON.stringify(make(TypeBox)[name])));
  },
);

test('a schema that is optional in one place is still needed in another', () => {
  const text = Type.String();
  Type.Object({ text: Type.Optional(text) });
  expect(Type.Object({ text })).toMatchObject({ required: ['text'] });
});
