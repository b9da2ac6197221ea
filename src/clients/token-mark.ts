import { createHash } from 'node:crypto';

/** Under which a token id is remembered: fixed in length, whatever a client sends as its id. */
export const tokenMark = (client: string, jti: string): string =>
  createHash('sha256')
    .update(JSON.stringify([client, jti]))
    .digest('base64')
    .slice(0, 24);
