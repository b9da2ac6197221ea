import { describe, expect, test } from '@jest/globals';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, readConfig, type Environment } from './config.js';

const problemsOf = (environment: Environment, flags = {}): string => {
  try {
    readConfig(environment, flags);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as ConfigError).message;
  }
  throw new Error('no problem was found');
};

describe('readConfig', () => {
  test('has a default for everything', () => {
    expect(readConfig({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      clients: undefined,
      site: undefined,
      keys: undefined,
      store: undefined,
      spool: undefined,
      budgetMs: 4000,
      logLevel: 'info',
      metrics: undefined,
      admin: undefined,
      adminToken: undefined,
      adminUrl: undefined,
      oidcIssuer: undefined,
      oidcClientId: undefined,
      oidcClientSecret: undefined,
      trustedProxies: undefined,
      insecureNoAuth: false,
      allowFhir: [],
      unknownSettings: [],
    });
  });

  test('reads the environment, and an empty value as none', () => {
    const config = readConfig({
      NALTREXONE_CDS_PORT: '4000',
      NALTREXONE_CDS_BUDGET_MS: ' 800 ',
      NALTREXONE_CDS_HOST: '',
      NALTREXONE_CDS_LOG_LEVEL: 'debug',
      PATH: '/bin',
    });
    expect(config).toMatchObject({
      port: 4000,
      budgetMs: 800,
      host: '127.0.0.1',
      logLevel: 'debug',
    });
  });

  test.each(['file:/var/lib/store.db', 'postgres://user:word@host/db', 'postgresql://host/db'])(
    'a store at %s',
    (store) => {
      expect(readConfig({ NALTREXONE_CDS_STORE: store }).store).toBe(store);
    },
  );

  test.each(['/var/lib/store.db', 'file: ', 'mysql://user:word@host/db', 'memory'])(
    'no store at %s, and the value is not said',
    (store) => {
      const problems = problemsOf({ NALTREXONE_CDS_STORE: store });
      expect(problems).toContain('NALTREXONE_CDS_STORE is ');
      expect(problems).not.toContain(store);
    },
  );

  test('reads *_FILE, and says when it cannot', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'naltrexone-cds-')), 'budget');
    writeFileSync(file, '900\n');
    expect(readConfig({ NALTREXONE_CDS_BUDGET_MS_FILE: file }).budgetMs).toBe(900);
    expect(problemsOf({ NALTREXONE_CDS_BUDGET_MS_FILE: `${file}.missing` })).toMatch(
      /^NALTREXONE_CDS_BUDGET_MS_FILE names a file that cannot be read/,
    );
    expect(
      problemsOf({ NALTREXONE_CDS_BUDGET_MS_FILE: file, NALTREXONE_CDS_BUDGET_MS: '1000' }),
    ).toContain('are both set');
  });

  test.each([
    ['PORT', '70000', 'a number out of range'],
    ['PORT', 'secret-token', 'other text'],
    ['BUDGET_MS', '49', 'a number out of range'],
    ['BUDGET_MS', '1.5', 'a number with a fraction'],
    ['LOG_LEVEL', 'true', 'true or false'],
    ['HOST', 'http://127.0.0.1', 'an address'],
    ['METRICS_PORT', '70000', 'a number out of range'],
    ['METRICS_PORT', 'the-usual-one', 'other text'],
    ['TRUSTED_PROXIES', '0.0.0.0/0', 'other text'],
  ])(
    'NALTREXONE_CDS_%s=%s is refused by the kind of its value, with an example',
    (name, value, kind) => {
      const problem = problemsOf({ [`NALTREXONE_CDS_${name}`]: value });
      expect(problem).toMatch(
        new RegExp(`^NALTREXONE_CDS_${name} is ${kind}; it wants .+, for example .+\\.$`),
      );
      if (kind === 'other text') expect(problem).not.toContain(value);
    },
  );

  test('KEYS_FILE that is the keys file itself is refused, since settings are printed', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'naltrexone-cds-')), 'keys.json');
    writeFileSync(file, '{"patientHash":{"secret":"canary"}}');
    const problem = problemsOf({ NALTREXONE_CDS_KEYS_FILE: file });
    expect(problem).toMatch(/^NALTREXONE_CDS_KEYS is other text; it wants the path of a keys file/);
    expect(problem).not.toContain('canary');
    const path = '/etc/naltrexone-cds/keys.json';
    expect(readConfig({ NALTREXONE_CDS_KEYS: path }).keys).toBe(path);
  });

  test('all problems are said at once', () => {
    const problems = problemsOf({ NALTREXONE_CDS_PORT: 'x', NALTREXONE_CDS_BUDGET_MS: 'y' });
    expect(problems.split('\n')).toHaveLength(2);
  });

  test('reads --allow-fhir as base addresses, and refuses anything else', () => {
    const { allowFhir } = readConfig({}, { allowFhir: ['http://127.0.0.1:3002/fhir/'] });
    expect(allowFhir).toEqual([{ origin: 'http://127.0.0.1:3002', path: '/fhir' }]);
    expect(problemsOf({}, { allowFhir: ['127.0.0.1'] })).toMatch(/^--allow-fhir is other text/);
  });

  test('a misspelt setting is found', () => {
    const { unknownSettings } = readConfig({
      NALTREXONE_CDS_PROT: '1',
      NALTREXONE_CDS_PORT_FILE: '',
    });
    expect(unknownSettings).toEqual(['NALTREXONE_CDS_PROT']);
  });

  test.each([
    ['9464', { host: '127.0.0.1', port: 9464 }],
    ['10.0.0.5:9464', { host: '10.0.0.5', port: 9464 }],
    ['[::1]:0', { host: '::1', port: 0 }],
  ])('METRICS_PORT=%s', (text, metrics) => {
    expect(readConfig({ NALTREXONE_CDS_METRICS_PORT: text }).metrics).toEqual(metrics);
  });

  test('TRUSTED_PROXIES is a list of addresses and networks', () => {
    const text = '10.0.0.7, 10.1.0.0/16';
    const { trustedProxies } = readConfig({ NALTREXONE_CDS_TRUSTED_PROXIES: text });
    expect(['10.0.0.7', '10.1.9.9', '10.2.0.1'].map((one) => trustedProxies?.has(one))).toEqual([
      true,
      true,
      false,
    ]);
  });
});
