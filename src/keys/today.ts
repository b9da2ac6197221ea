/** The UTC day, `2026-11-24`: a key's day must not depend on where its maker sits. */
export const today = (): string => new Date().toISOString().slice(0, 10);
