import type { ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { TSchema } from 'typebox';

// The schemas are ours and typed, so holding them against the meta-schema finds nothing; that and the optimiser cost
// more of the start than anything else in it.
const ajv = new Ajv2020({
  strict: true,
  strictRequired: false, // no one writes `required` by hand: TypeBox and `recordOf` make it from the names
  meta: false,
  validateSchema: false,
  code: { optimize: false },
});

/** Compiles a schema of ours into a check. Do it once, when the module is loaded or the service starts. */
export const compileSchema = <T>(schema: TSchema): ValidateFunction<T> => ajv.compile<T>(schema);
