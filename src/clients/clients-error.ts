import { JsonFileError } from '../json/json-file-error.js';

/** A clients file that cannot be used. The message is for the operator. */
export class ClientsError extends JsonFileError {
  override readonly name = 'ClientsError';
}
