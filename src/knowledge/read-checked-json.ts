import { readFileSync } from 'node:fs';
import type { Static, TSchema } from 'typebox';
import { findFault } from '../json/find-fault.js';
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
  const fault = findFault(schema, value);
  if (fault === undefined) return value as Static<S>;
  const where = fault.path === '' ? 'the file' : fault.path;
  throw new KnowledgeError(name, `${where} ${fault.problem}`, 'Correct the file');
}

function parse(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new KnowledgeError(name, `is not JSON (${String(error)})`, 'Correct the file');
  }
}
