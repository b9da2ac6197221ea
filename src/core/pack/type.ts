import type { TSchema, Type as TypeBox } from 'typebox';

export type { Static } from 'typebox';

type Options = Readonly<Record<string, unknown>>;

/** Properties that may be missing; TypeBox keeps this in the schema, where only its own validator looks. */
const optional = new WeakSet();

const constructors = {
  Array: (items: TSchema, options?: Options) => ({ type: 'array', items, ...options }),
  Boolean: (options?: Options) => ({ type: 'boolean', ...options }),
  Integer: (options?: Options) => ({ type: 'integer', ...options }),
  Literal: (value: string | number | boolean) => ({ type: typeof value, const: value }),
  Number: (options?: Options) => ({ type: 'number', ...options }),
  Object: (properties: Readonly<Record<string, TSchema>>, options?: Options) => {
    const required = Object.keys(properties).filter((name) => !isOptional(properties[name]));
    return {
      type: 'object',
      ...(required.length === 0 ? {} : { required }),
      properties,
      ...options,
    };
  },
  Optional: (schema: TSchema) => {
    const copy = { ...schema };
    optional.add(copy);
    return copy;
  },
  Record: (_names: TSchema, values: TSchema, options?: Options) => ({
    type: 'object',
    patternProperties: { '^.*$': values },
    ...options,
  }),
  String: (options?: Options) => ({ type: 'string', ...options }),
  Union: (anyOf: readonly TSchema[], options?: Options) => ({ anyOf, ...options }),
  Unknown: (options?: Options) => ({ ...options }),
  Unsafe: (schema: TSchema) => ({ ...schema }),
};

const isOptional = (schema: object | undefined): boolean =>
  schema !== undefined && optional.has(schema);

/**
 * The schema constructors of TypeBox that we use, under TypeBox's own types: schema and type in one text. What they make is
 * plain JSON Schema, so these lines are all that is needed at run time; the package would load four hundred files, a
 * quarter of a second of every start. `type.test.ts` holds each against TypeBox itself.
 */
export const Type = constructors as unknown as Pick<typeof TypeBox, keyof typeof constructors>;
