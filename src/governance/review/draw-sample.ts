import { createHash } from 'node:crypto';

/**
 * Draws `size` of some ids, without putting back. The same ids, in whatever order, and the same seed give the same sample in the
 * same order; each id is as likely as another (the smallest SHA-256 of seed and id are drawn).
 */
export const drawSample = (ids: readonly string[], size: number, seed: string): readonly string[] =>
  [...new Set(ids)]
    .map((id) => ({
      id,
      lot: createHash('sha256')
        .update(JSON.stringify([seed, id]))
        .digest('hex'),
    }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1))
    .slice(0, size)
    .map(({ id }) => id);
