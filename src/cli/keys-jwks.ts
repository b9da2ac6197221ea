import { loadKeys } from '../keys/load-keys.js';
import { type KeysOptions, keysPath } from './keys-path.js';

/** Prints the public part of the SMART client keys. */
export function printJwks(options: KeysOptions): void {
  console.log(JSON.stringify(loadKeys(keysPath(options)).smartClient.jwks, null, 2));
}
