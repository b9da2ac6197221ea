import { type Static, type TSchema, Type } from 'typebox';

/**
 * An object with exactly these names, all of one shape. The shape stands in the schema once: under `Type.Object` ajv would
 * compile it again for each name.
 */
export const recordOf = <Name extends string, Shape extends TSchema>(
  names: readonly Name[],
  shape: Shape,
  description?: string,
) =>
  Type.Unsafe<Record<Name, Static<Shape>>>({
    type: 'object',
    required: names,
    patternProperties: { [`^(?:${names.map(literally).join('|')})$`]: shape },
    additionalProperties: false,
    ...(description === undefined ? {} : { description }),
  });

const literally = (name: string): string => name.replaceAll('.', '\\.');
