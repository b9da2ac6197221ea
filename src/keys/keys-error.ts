import { JsonFileError } from '../json/json-file-error.js';

/** A keys file that cannot be used. The message never holds a value of the file. */
export class KeysError extends JsonFileError {
  override readonly name = 'KeysError';
}
