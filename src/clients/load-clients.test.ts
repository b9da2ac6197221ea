import { describe, expect, test } from '@jest/globals';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { entry, writeClients } from '../../test/support/clients-file.js';
import { theKnowledge } from '../../test/support/hook-parts.js';
import { newKey } from '../../test/support/signed-token.js';
import { loadSitePolicy } from '../knowledge/load-site-policy.js';
import { inlineKeys } from './client-keys.js';
import { ClientsError } from './clients-error.js';
import { loadClients } from './load-clients.js';

const KEY = newKey('key-1');
const load = (path: string) =>
  loadClients(path, {
    site: (content, timeZone, localCodes) =>
      loadSitePolicy(content ?? {}, theKnowledge(), timeZone, localCodes),
    keysAt: () => inlineKeys([]),
  });
const loadEntries = (...clients: object[]) => load(writeClients({ clients }).path);

function errorOf(content: unknown): ClientsError {
  const { path } = writeClients(content);
  try {
    load(path);
  } catch (error) {
    if (error instanceof ClientsError) {
      expect(error.file).toBe(path);
      expect(error.message).toBe(
        `${path}: ${error.place === '' ? '' : `${error.place}: `}${error.problem}. ${error.remedy}.`,
      );
      return error;
    }
    throw error;
  }
  throw new Error('no fault was found');
}

describe('an entry', () => {
  test('with what is required has a default for everything else', () => {
    const [client] = loadEntries(entry());
    expect(client).toMatchObject({
      tenant: undefined,
      algorithms: ['ES384', 'RS384'],
      jku: ['https://ehr.example.org/jwks'],
      fhirBases: [{ origin: 'https://ehr.example.org', path: '/fhir/r4', allowPrivate: false }],
      origins: [],
      services: undefined,
      budgetMs: undefined,
      discovery: undefined,
      prefetchOnly: false,
      mode: 'live',
      whenUnreadable: 'card',
      localCodes: [],
    });
    expect(client!.site.zone.id).toBe('America/New_York');
  });

  test('time zone: of the entry, else of its site file, else of the service', () => {
    const { folder, path, write } = writeClients({ clients: [entry()] });
    mkdirSync(join(folder, 'sites'));
    writeFileSync(join(folder, 'sites/west.json'), '{"timeZone":"America/Denver"}');
    write({
      clients: [
        entry({ id: 'a', siteFile: 'sites/west.json', timeZone: 'America/Boise' }),
        entry({ id: 'b', issuer: 'b', siteFile: 'sites/west.json' }),
        entry({ id: 'c', issuer: 'c' }),
      ],
    });
    expect(load(path).map(({ site }) => site.zone.id)).toEqual([
      'America/Boise',
      'America/Denver',
      'America/New_York',
    ]);
  });

  test('one issuer may have several tenants', () => {
    expect(loadEntries(entry(), entry({ id: 'b', tenant: 'b' }))).toHaveLength(2);
  });
});

describe('a fault is said by place, problem and remedy', () => {
  const inline = { jwksUrl: undefined, keys: [KEY.jwk] };
  const why = { reason: 'no such system', owner: 'Informatics', date: '2026-11-01' };
  const oxycodone = { system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: '7804' };
  const local = { text: 'OXIR5', means: oxycodone, owner: 'Informatics', date: '2026-11-01' };
  const medicines = [
    'MedicationRequest',
    'MedicationStatement',
    'MedicationDispense',
    'MedicationAdministration',
  ].map((source) => ({ source, ...why }));

  test.each<[string, object, string, RegExp]>([
    ['an unknown member', { colour: 'blue' }, '', /no member "colour"/],
    ['no audiences', { audiences: [] }, '.audiences', /fewer than 1/],
    ['an id that is none', { id: 'The EHR' }, '.id', /pattern/],
    ['alg none', { algorithms: ['none'] }, '.algorithms[0]', /one of ES256, ES384/],
    ['alg HS256', { algorithms: ['HS256'] }, '.algorithms[0]', /one of ES256, ES384/],
    ['mode loud', { mode: 'loud' }, '.mode', /one of live, silent/],
    ['an unknown service', { services: ['x'] }, '.services[0]', /one of naltrexone-safety/],
    ['no budget at all', { budgetMs: 1 }, '.budgetMs', />= 50/],
    ['keys twice', { keys: [KEY.jwk] }, ' (ehr).keys', /exactly one of "keys" and "jwksUrl"/],
    ['no keys', { jwksUrl: undefined }, ' (ehr).keys', /exactly one/],
    ['a key that is none', { ...inline, keys: [{ kid: 'x' }] }, ' (ehr).keys', /key x cannot/],
    [
      'a private key',
      { ...inline, keys: [{ ...KEY.privateKey.export({ format: 'jwk' }), kid: 'x' }] },
      ' (ehr).keys',
      /private key/,
    ],
    ['keys over http', { jwksUrl: 'http://ehr.example.org/jwks' }, ' (ehr).jwksUrl', /https/],
    ['keys of a file', { jwksUrl: 'file:///etc/passwd' }, ' (ehr).jwksUrl', /https/],
    ['keys with a user', { jwksUrl: 'https://a:b@ehr.example.org/' }, ' (ehr).jwksUrl', /https/],
    ['keys at a fragment', { jwksUrl: 'https://ehr.example/#x' }, ' (ehr).jwksUrl', /can be asked/],
    [
      'keys at an encoded slash',
      { jwksUrl: 'https://ehr.example/a%2fb' },
      ' (ehr).jwksUrl',
      /can be/,
    ],
    ['keys of metadata', { jwksUrl: 'https://169.254.169.254/' }, ' (ehr).jwksUrl', /can be asked/],
    ['jku beside jwksUrl', { jku: ['https://x.example'] }, ' (ehr).jku', /"keys" only/],
    ['a base that is none', { fhirBases: ['ehr'] }, ' (ehr).fhirBases', /base address/],
    ['a base over http', { fhirBases: ['http://ehr.example/'] }, ' (ehr).fhirBases', /https/],
    [
      'a base of metadata',
      { fhirBases: ['https://[fd00:ec2::254]/'] },
      ' (ehr).fhirBases',
      /https/,
    ],
    ['no base', { fhirBases: [] }, ' (ehr).fhirBases', /no chart could be read/],
    ['a zone that is none', { timeZone: 'Mars/Olympus' }, ' (ehr).timeZone', /Mars/],
    ['a site file that is not there', { siteFile: 'no.json' }, ' (ehr).siteFile', /cannot be read/],
    [
      'observations absent',
      { absentSources: [{ source: 'Observation', ...why }] },
      '.absentSources[0].source',
      /one of MedicationRequest/,
    ],
    [
      'diagnoses absent',
      { absentSources: [{ source: 'Condition', ...why }] },
      '.absentSources[0].source',
      /one of MedicationRequest/,
    ],
    [
      'a local code that no table knows',
      { localCodes: [{ ...local, means: { ...oxycodone, code: '0' } }] },
      ' (ehr).localCodes[0].means',
      /none of our tables knows 0 /,
    ],
    [
      'a local code without owner',
      { localCodes: [local, { ...local, owner: undefined }] },
      '.localCodes[1]',
      /owner/,
    ],
    ['all medicines absent', { absentSources: medicines }, ' (ehr).absentSources', /no list of/],
    [
      'a source absent without owner',
      { absentSources: [{ ...medicines[0], owner: undefined }] },
      '.absentSources[0]',
      /owner/,
    ],
    [
      'a source absent twice',
      { absentSources: [medicines[0], { ...medicines[0], owner: 'x' }] },
      ' (ehr).absentSources',
      /twice/,
    ],
  ])('%s', (_name, more, place, problem) => {
    const error = errorOf({ clients: [entry(more)] });
    expect(error.place).toBe(`clients[0]${place}`);
    expect(error.problem).toMatch(problem);
  });

  test('two clients that nobody could tell apart', () => {
    const second = (more: object) => errorOf({ clients: [entry(), entry(more)] });
    expect(second({ issuer: 'x' })).toMatchObject({ place: 'clients[1] (ehr).id' });
    expect(second({ id: 'x' })).toMatchObject({ place: 'clients[1] (x).issuer' });
  });

  test.each<[string, unknown, RegExp]>([
    ['no JSON', '{', /not JSON/],
    ['a list', [], /must be object/],
    ['no clients', { clients: [] }, /fewer than 1/],
  ])('%s', (_name, content, problem) => {
    expect(errorOf(content).problem).toMatch(problem);
  });

  test('no file', () => {
    expect(() => load('/no/such/clients.json')).toThrow(/it cannot be read/);
  });

  test('local codes of the entry hold beside those of its site file, and may not contradict them', () => {
    const { folder, path, write } = writeClients({ clients: [entry()] });
    const ofSite = { ...local, text: 'OXER10' };
    writeFileSync(join(folder, 'site.json'), JSON.stringify({ localCodes: [ofSite] }));
    const clients = (localCodes: object[]) => ({
      clients: [entry({ siteFile: 'site.json', localCodes })],
    });
    write(clients([local]));
    expect([...load(path)[0]!.site.localCodes!.byText.keys()]).toEqual(['oxer10', 'oxir5']);
    const methadone = { ...oxycodone, code: '6813' };
    write(clients([{ ...ofSite, means: methadone }]));
    expect(() => load(path)).toThrow(/localCodes\[0\]: the site gives it another meaning already/);
  });

  test('three of the four lists of medicines may be absent', () => {
    const [client] = loadEntries(entry({ absentSources: medicines.slice(1) }));
    expect([...client!.absentSources.keys()]).toHaveLength(3);
    expect(client!.absentSources.get('MedicationStatement')).toEqual(why);
  });

  test('a client without a server may read from prefetch alone', () => {
    expect(loadEntries(entry({ fhirBases: [], prefetchOnly: true }))).toHaveLength(1);
  });
});
