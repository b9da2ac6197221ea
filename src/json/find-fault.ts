/** Where a value breaks a schema, as a JSON pointer (empty = the value itself), and what is wrong there. */
export interface SchemaFault {
  readonly path: string;
  readonly problem: string;
}

type Schema = Readonly<Record<string, unknown>>;
/** @param demand what the schema says under this keyword */
type Check = (demand: never, value: unknown, path: string, schema: Schema) => Found;
type Found = SchemaFault | undefined;

/**
 * Holds a value against a schema of `core/pack/type.ts`, as JSON Schema has it. The files of the knowledge are read once, at
 * start: to walk their schemas takes two milliseconds, to compile them with ajv took a quarter of a second.
 * @returns the first fault, or undefined when there is none
 * @throws Error for a keyword that is not known here: it would be ignored in silence
 */
export function findFault(schema: object, value: unknown, path = ''): SchemaFault | undefined {
  for (const [keyword, demand] of Object.entries(schema)) {
    const check = KEYWORDS[keyword];
    if (check === undefined) throw new Error(`a schema uses ${keyword}, which nothing checks`);
    const fault = check(demand as never, value, path, schema as Schema);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

const unless = (holds: boolean, path: string, problem: string): Found =>
  holds ? undefined : { path, problem };

const forNumbers =
  (holds: (value: number, limit: number) => boolean, words: string): Check =>
  (limit: number, value, path) =>
    unless(typeof value !== 'number' || holds(value, limit), path, `must be ${words} ${limit}`);

const forLengths =
  (holds: (length: number, limit: number) => boolean, words: string): Check =>
  (limit: number, value, path) =>
    unless(
      typeof value !== 'string' || holds(Array.from(value).length, limit),
      path,
      `must have ${words} ${limit} characters`,
    );

const KEYWORDS: Readonly<Record<string, Check>> = {
  description: () => undefined,
  type: (type: string, value, path) => unless(isOfType(type, value), path, `must be ${type}`),
  const: (only: unknown, value, path) =>
    unless(value === only, path, `must be ${JSON.stringify(only)}`),
  anyOf: (schemas: readonly Schema[], value, path) =>
    unless(
      schemas.some((schema) => findFault(schema, value) === undefined),
      path,
      `must be one of ${schemas.map(nameOf).join(', ')}`,
    ),
  minLength: forLengths((length, limit) => length >= limit, 'at least'),
  maxLength: forLengths((length, limit) => length <= limit, 'at most'),
  pattern: (pattern: string, value, path) =>
    unless(
      typeof value !== 'string' || new RegExp(pattern, 'u').test(value),
      path,
      `must match ${pattern}`,
    ),
  minimum: forNumbers((value, limit) => value >= limit, 'at least'),
  maximum: forNumbers((value, limit) => value <= limit, 'at most'),
  exclusiveMinimum: forNumbers((value, limit) => value > limit, 'more than'),
  minItems: (limit: number, value, path) =>
    unless(
      !Array.isArray(value) || value.length >= limit,
      path,
      `must have at least ${limit} items`,
    ),
  items: (schema: Schema, value, path) =>
    Array.isArray(value)
      ? firstOf(value.entries(), ([place, item]) => findFault(schema, item, `${path}/${place}`))
      : undefined,
  required: (names: readonly string[], value, path) =>
    isRecord(value)
      ? firstOf(names, (name) => unless(Object.hasOwn(value, name), path, `must have "${name}"`))
      : undefined,
  properties: (schemas: Readonly<Record<string, Schema>>, value, path) =>
    isRecord(value)
      ? firstOf(Object.entries(schemas), ([name, schema]) =>
          Object.hasOwn(value, name) ? findFault(schema, value[name], `${path}/${name}`) : undefined,
        )
      : undefined,
  patternProperties: (schemas: Readonly<Record<string, Schema>>, value, path) =>
    isRecord(value)
      ? firstOf(Object.entries(schemas), ([pattern, schema]) =>
          firstOf(Object.entries(value), ([name, inner]) =>
            new RegExp(pattern, 'u').test(name)
              ? findFault(schema, inner, `${path}/${name}`)
              : undefined,
          ),
        )
      : undefined,
  additionalProperties: (allowed: boolean, value, path, { properties }) =>
    isRecord(value) && !allowed
      ? firstOf(Object.keys(value), (name) =>
          unless(Object.hasOwn(properties as Schema, name), path, `must not have "${name}"`),
        )
      : undefined,
};

function firstOf<T>(entries: Iterable<T>, check: (entry: T) => Found): Found {
  for (const entry of entries) {
    const fault = check(entry);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

const isRecord = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function isOfType(type: string, value: unknown): boolean {
  switch (type) {
    case 'object':
      return isRecord(value);
    case 'array':
      return Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

/** A literal by its value, anything else by its type. */
const nameOf = (schema: Schema): string =>
  'const' in schema ? JSON.stringify(schema['const']) : String(schema['type']);
