import type { StoreFault } from './store-error.js';

/** By the codes of SQLite, of PostgreSQL (SQLSTATE) and of sockets; the first that a code begins with. */
const FAULTS: readonly (readonly [string, StoreFault])[] = [
  ['SQLITE_BUSY', 'busy'],
  ['SQLITE_LOCKED', 'busy'],
  ['SQLITE_FULL', 'full'],
  ['SQLITE_IOERR', 'away'],
  ['SQLITE_CANTOPEN', 'away'],
  ['SQLITE_READONLY', 'read-only'],
  ['SQLITE_CORRUPT', 'damaged'],
  ['SQLITE_NOTADB', 'damaged'],
  ['SQLITE_CONSTRAINT', 'conflict'],
  ['23505', 'conflict'],
  ['25006', 'read-only'],
  ['42501', 'read-only'],
  ['42P07', 'conflict'],
  ['42710', 'conflict'], // two create the same table at once
  ['53100', 'full'],
  ['53', 'away'],
  ['55P03', 'busy'],
  ['57014', 'busy'],
  ['40', 'busy'],
  ['57P', 'away'],
  ['08', 'away'],
  ['28', 'away'],
  ['3D', 'away'],
  ['58', 'away'],
  ['XX', 'damaged'],
  ['ECONN', 'away'],
  ['ENOTFOUND', 'away'],
  ['EAI_AGAIN', 'away'],
  ['EHOSTUNREACH', 'away'],
  ['ETIMEDOUT', 'away'],
  ['EPIPE', 'away'],
];

/** The driver names no extended result code of SQLite; its last byte is the code that it extends. */
const UNNAMED = /^UNKNOWN_SQLITE_ERROR_(\d+)$/;
const PRIMARY: Readonly<Record<number, StoreFault>> = {
  5: 'busy',
  6: 'busy',
  8: 'read-only',
  10: 'away',
  11: 'damaged',
  13: 'full',
  14: 'away',
  19: 'conflict',
  26: 'damaged',
};

/** @param code as the driver gives it; undefined = a connection that did not come about, or broke */
export function faultOf(code: unknown): StoreFault {
  if (typeof code !== 'string') return 'away';
  const unnamed = UNNAMED.exec(code)?.[1];
  return unnamed === undefined
    ? (FAULTS.find(([start]) => code.startsWith(start))?.[1] ?? 'other')
    : (PRIMARY[Number(unnamed) & 0xff] ?? 'other');
}
