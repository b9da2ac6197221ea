import { type Static, Type } from 'typebox';

const closed = { additionalProperties: false };

/** The UTC day on which a key was made, and something to tell it from the others of that day. */
const KeyId = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}-[0-9a-f]{8}$' });

const base64url = (bytes: number) =>
  Type.String({ pattern: `^[A-Za-z0-9_-]{${Math.ceil((bytes * 4) / 3)}}$` });

/** 256 random bits. */
const StoredSecret = Type.Object({ kid: KeyId, secret: base64url(32) }, closed);
export type StoredSecret = Static<typeof StoredSecret>;

/** An ES384 key pair as a private JWK. */
const StoredKeyPair = Type.Object(
  {
    kid: KeyId,
    kty: Type.Literal('EC'),
    crv: Type.Literal('P-384'),
    x: base64url(48),
    y: base64url(48),
    d: base64url(48),
  },
  closed,
);
export type StoredKeyPair = Static<typeof StoredKeyPair>;

/** `keys.json`: what this service alone may know. Whoever has the file can link records to patients and sign as the service. */
export const KeysFile = Type.Object(
  {
    /** Turns a patient into the same unreadable mark in all records. */
    patientHash: StoredSecret,
    /** Input snapshots and users' comments are encrypted with the current key, and read with all of them. */
    snapshot: Type.Object(
      { current: KeyId, keys: Type.Array(StoredSecret, { minItems: 1 }) },
      closed,
    ),
    /** All are published. The current one signs; the next one is known to authorization servers before it does. */
    smartClient: Type.Object(
      {
        current: KeyId,
        next: KeyId,
        keys: Type.Array(StoredKeyPair, { minItems: 2 }),
      },
      closed,
    ),
  },
  closed,
);
export type KeysFile = Static<typeof KeysFile>;
