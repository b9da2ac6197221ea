import { readFileSync } from 'node:fs';
import type { ErrorObject } from 'ajv';
import type { Static, TSchema } from 'typebox';
import { compileSchema } from '../json/compile-schema.js';
import { KnowledgeError } from './knowledge-error.js';

/**
 * Reads a JSON file and checks it against its schema.
 * @param name how the file is called in an error
 * @throws KnowledgeError naming the file, the place in it and what is wrong
 */
export function readCheckedJson<S extends TSchema>(
  path: string,
  name: string,
  schema: S,
): Static<S> {
  return checkShape(parse(readFileSync(path, 'utf8'), name), name, schema);
}

/** Checks a parsed value against the schema of its file. */
export function checkShape<S extends TSchema>(value: unknown, name: string, schema: S): Static<S> {
  const check = compileSchema<Static<S>>(schema);
  if (check(value)) return value;
  throw new KnowledgeError(name, describe(check.errors?.[0]), 'Correct the file');
}

function parse(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new KnowledgeError(name, `is not JSON (${String(error)})`, 'Correct the file');
  }
}

function describe(error: ErrorObject | undefined): string {
  const where = error?.instancePath === '' ? 'the file' : (error?.instancePath ?? 'the file');
  const extra = error?.params['additionalProperty'] as string | undefined;
  return `${where} ${error?.message ?? 'has the wrong shape'}${extra === undefined ? '' : ` (${extra})`}`;
}
