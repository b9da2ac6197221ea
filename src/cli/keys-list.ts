import type { KeysFile } from '../keys/keys-file.js';

/** Which keys there are and what each is for, by id; nothing of the keys themselves. */
export function listKeys(file: string, { patientHash, snapshot, smartClient }: KeysFile): string {
  const uses = [
    ...[['patient hash', patientHash.kid]],
    ...snapshot.keys.map(({ kid }) => [
      'snapshots',
      `${kid}${kid === snapshot.current ? ', encrypts' : ''}`,
    ]),
    ...smartClient.keys.map(({ kid }) => ['SMART client', `${kid}${useOf(kid, smartClient)}`]),
  ];
  return [file, ...uses.map(([use = '', key = '']) => `  ${use.padEnd(14)}${key}`)].join('\n');
}

function useOf(kid: string, { current, next }: KeysFile['smartClient']): string {
  if (kid === current) return ', signs';
  return kid === next ? ', signs after the next rotation' : '';
}
