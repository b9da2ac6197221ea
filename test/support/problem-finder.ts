import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';

/** Says what is wrong with a value, or nothing when it has the shape. */
export function problemFinder(shape: TSchema): (value: unknown) => string | undefined {
  const validator = Compile(shape);
  return (value) => {
    if (validator.Check(value)) return undefined;
    const [problem] = validator.Errors(value);
    return `${problem?.instancePath ?? ''} ${problem?.message ?? 'is not well written'} ${JSON.stringify(problem?.params)}`;
  };
}
