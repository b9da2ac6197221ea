import { createRequire } from 'node:module';
import { Fhir } from 'fhir/fhir.js';

const require = createRequire(import.meta.url);
type SchemaValidator = new () => { validate(resource: unknown): unknown[] };
const JsonSchemaValidator = require('@asymmetrik/fhir-json-schema-validator') as SchemaValidator;

const validator = new Fhir();
const schema = new JsonSchemaValidator();
// The first validator holds no value set of LOINC, RxNorm or ICD-10-CM, and says so for every code.
const knowsNoSuchSet = /(not found in value set|could not be found\.)$/;

/** What two validators that we did not write say against a resource of FHIR R4, and what neither sees. */
export const fhirProblems = (resource: object): readonly unknown[] => [
  ...validator
    .validate(resource, { errorOnUnexpected: true })
    .messages.filter(({ message }) => !knowsNoSuchSet.test(message ?? '')),
  ...schema.validate(resource),
  ...doubleChoices(resource),
];

/** One element can be told in one type only: `valueString` beside `valueBoolean` is none. */
function doubleChoices(value: unknown, path = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const names = Object.keys(value);
  const doubled = ['value', 'effective', 'occurrence', 'bounds', 'medication', 'asNeeded', 'onset']
    .filter((element) => names.filter((name) => isChoiceOf(element, name)).length > 1)
    .map((element) => `${path}/${element}[x] in two types`);
  return [
    ...doubled,
    ...Object.entries(value).flatMap(([name, item]) => doubleChoices(item, `${path}/${name}`)),
  ];
}

const isChoiceOf = (element: string, name: string): boolean =>
  name.startsWith(element) && /^[A-Z]/.test(name.slice(element.length));
