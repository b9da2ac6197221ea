import { createHash } from 'node:crypto';

/** Namespace of this service's decisions and cards; random once, fixed for ever. */
const NAMESPACE = Buffer.from('6f1d9c1ee3b04bb29a4c0c6a2f5d8b17', 'hex');

/** A UUID of version 5 (RFC 9562): the same name always gives the same UUID. */
export function nameBasedUuid(name: string): string {
  const bytes = createHash('sha1').update(NAMESPACE).update(name).digest();
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex', 0, 16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
}
