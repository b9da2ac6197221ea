import { readFileSync } from 'node:fs';
import { type FhirBase, parseFhirBase } from './fhir/fhir-base.js';
import { parseTrustedProxies, type TrustedProxies } from './http/trusted-proxies.js';
import { webAddress } from './http/web-address.js';
import type { LogLevel } from './observability/log.js';

/** How one process of the service runs. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** Path of the clients file; without one there is no telling who calls. */
  readonly clients: string | undefined;
  /** Path of the site file. */
  readonly site: string | undefined;
  /** Path of the keys file. */
  readonly keys: string | undefined;
  /** Where instances keep what they share; undefined = each for itself, until it ends. May hold a password. */
  readonly store: string | undefined;
  /** Folder where records wait for the store; undefined = beside the SQLite file. */
  readonly spool: string | undefined;
  readonly budgetMs: number;
  readonly logLevel: LogLevel;
  /** Where metrics are read; undefined = nowhere. */
  readonly metrics: { readonly host: string; readonly port: number } | undefined;
  /** Where the pages of governance are; undefined = nowhere. */
  readonly admin: { readonly host: string; readonly port: number } | undefined;
  /** Who may see them: a token on this machine, or a sign-in provider, whose members go together. */
  readonly adminToken: string | undefined;
  readonly adminUrl: URL | undefined;
  readonly oidcIssuer: URL | undefined;
  readonly oidcClientId: string | undefined;
  readonly oidcClientSecret: string | undefined;
  /** The proxies whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: TrustedProxies | undefined;
  readonly insecureNoAuth: boolean;
  readonly allowFhir: readonly FhirBase[];
  /** Names in the environment that look like settings and are none; said at start, since most are misspelt. */
  readonly unknownSettings: readonly string[];
}

/** What the command line adds to the environment. */
export interface Flags {
  readonly insecureNoAuth?: boolean;
  readonly allowFhir?: readonly string[];
  readonly port?: string;
  readonly site?: string;
  /** Only what alarms is logged unless LOG_LEVEL says otherwise. */
  readonly quiet?: boolean;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Settings that a process must not start with; the message is for the operator, one line a setting. */
export class ConfigError extends Error {
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'ConfigError';
  }
}

interface Setting<T> {
  /** `undefined` = the text is no such value. */
  readonly parse: (text: string) => T | undefined;
  readonly fallback: T;
  readonly wants: string;
  readonly example: string;
}

const LOG_LEVELS: readonly LogLevel[] = ['debug', 'info', 'warn', 'error', 'silent'];

const SETTINGS = {
  PORT: {
    parse: (text: string) => wholeNumber(text, 0, 65_533),
    fallback: 3000,
    wants: 'a port number from 0 to 65533',
    example: '3000',
  },
  HOST: {
    parse: (text: string) => (/^[A-Za-z0-9.:-]+$/.test(text) ? text : undefined),
    fallback: '127.0.0.1',
    wants: 'a host name or address',
    example: '127.0.0.1',
  },
  CLIENTS: {
    parse: (text: string): string | undefined => text,
    fallback: undefined,
    wants: 'the path of a clients file',
    example: '/etc/naltrexone-cds/clients.json',
  },
  SITE: {
    parse: (text: string): string | undefined => text,
    fallback: undefined,
    wants: 'the path of a site file',
    example: '/etc/naltrexone-cds/site.json',
  },
  KEYS: {
    // Settings are printed: the keys themselves, put here or into KEYS_FILE by mistake, must not be one.
    parse: (text: string): string | undefined => (/[{\n]/.test(text) ? undefined : text),
    fallback: undefined,
    wants: 'the path of a keys file',
    example: '/etc/naltrexone-cds/keys.json',
  },
  STORE: {
    parse: (text: string): string | undefined =>
      /^file:./.test(text) || /^postgres(ql)?:\/\/./.test(text) ? text : undefined,
    fallback: undefined,
    wants: 'the address of an SQLite file or of a PostgreSQL database',
    example: 'file:/var/lib/naltrexone-cds/store.db, or postgres://user@host/database',
  },
  SPOOL: {
    parse: (text: string): string | undefined => text,
    fallback: undefined,
    wants: 'the path of a folder',
    example: '/var/lib/naltrexone-cds/spool',
  },
  BUDGET_MS: {
    parse: (text: string) => wholeNumber(text, 50, 60_000),
    fallback: 4000,
    wants: 'a number of milliseconds from 50 to 60000',
    example: '4000',
  },
  LOG_LEVEL: {
    parse: (text: string) => LOG_LEVELS.find((level) => level === text),
    fallback: 'info',
    wants: `one of ${LOG_LEVELS.join(', ')}`,
    example: 'info',
  },
  METRICS_PORT: {
    parse: metricsAddress,
    fallback: undefined,
    wants: 'a port number from 0 to 65535 (on loopback), or an address and one',
    example: '9464, or 10.0.0.5:9464',
  },
  ADMIN_PORT: {
    parse: metricsAddress,
    fallback: undefined,
    wants: 'a port number from 0 to 65535 (on loopback), or an address and one',
    example: '3010, or 10.0.0.5:3010',
  },
  ADMIN_TOKEN: {
    parse: (text: string): string | undefined =>
      /^[A-Za-z0-9_-]{32,200}$/.test(text) ? text : undefined,
    fallback: undefined,
    wants: 'at least 32 letters, digits, - and _',
    example:
      'what `naltrexone-cds admin token --file FILE` writes, by NALTREXONE_CDS_ADMIN_TOKEN_FILE',
  },
  ADMIN_URL: {
    parse: (text: string) => webAddress(text, true),
    fallback: undefined,
    wants: 'the public https address of the pages, without a path',
    example: 'https://cds-admin.hospital.example',
  },
  OIDC_ISSUER: {
    parse: (text: string) => webAddress(text, false),
    fallback: undefined,
    wants: 'the https address of a sign-in provider',
    example: 'https://login.hospital.example',
  },
  OIDC_CLIENT_ID: {
    parse: (text: string): string | undefined => text,
    fallback: undefined,
    wants: 'the id under which the provider knows these pages',
    example: 'naltrexone-cds-admin',
  },
  OIDC_CLIENT_SECRET: {
    parse: (text: string): string | undefined => text,
    fallback: undefined,
    wants: 'the secret that the provider gave to that id',
    example: 'a text of the provider, by NALTREXONE_CDS_OIDC_CLIENT_SECRET_FILE',
  },
  TRUSTED_PROXIES: {
    parse: parseTrustedProxies,
    fallback: undefined,
    wants: 'addresses or networks with commas between them',
    example: '10.0.0.7, 10.1.0.0/16',
  },
} as const satisfies Record<string, Setting<unknown>>;

const PREFIX = 'NALTREXONE_CDS_';

/** The environment of this process; nothing else in the product reads it. */
export const processEnvironment = (): Environment => process.env;

/**
 * Reads `NALTREXONE_CDS_*`, each also as `*_FILE`, and the flags, and checks all of it at once.
 * @throws ConfigError names every bad setting, what kind of value it holds and an example of a good one, never the value:
 * it may be a secret in the wrong place
 */
export function readConfig(environment: Environment, flags: Flags = {}): Config {
  const problems: string[] = [];

  function setting<T>(
    name: keyof typeof SETTINGS,
    { parse, fallback, wants, example }: Setting<T>,
    flag?: string,
  ): T {
    const text = flag ?? textOf(name);
    if (text === undefined || text === '') return fallback;
    const value = parse(text);
    if (value !== undefined) return value;
    const said = flag === undefined ? PREFIX + name : `--${name.toLowerCase()}`;
    problems.push(`${said} is ${kindOf(text)}; it wants ${wants}, for example ${example}.`);
    return fallback;
  }

  function textOf(name: keyof typeof SETTINGS): string | undefined {
    const file = environment[`${PREFIX}${name}_FILE`];
    if (file === undefined || file === '') return environment[PREFIX + name]?.trim();
    if (environment[PREFIX + name] !== undefined) {
      problems.push(`${PREFIX}${name} and ${PREFIX}${name}_FILE are both set; keep one.`);
    }
    try {
      return readFileSync(file, 'utf8').trim();
    } catch {
      problems.push(
        `${PREFIX}${name}_FILE names a file that cannot be read; it wants the path of a file with the value, for example /run/secrets/${name.toLowerCase()}.`,
      );
      return undefined;
    }
  }

  const allowFhir = (flags.allowFhir ?? []).flatMap((text) => {
    const base = parseFhirBase(text);
    if (base !== undefined) return [base];
    problems.push(
      `--allow-fhir is ${kindOf(text)}; it wants the base address of a FHIR server, for example http://127.0.0.1:3002/fhir.`,
    );
    return [];
  });
  const config: Config = {
    port: setting('PORT', SETTINGS.PORT, flags.port),
    host: setting('HOST', SETTINGS.HOST),
    clients: setting<string | undefined>('CLIENTS', SETTINGS.CLIENTS),
    site: setting<string | undefined>('SITE', SETTINGS.SITE, flags.site),
    keys: setting<string | undefined>('KEYS', SETTINGS.KEYS),
    store: setting<string | undefined>('STORE', SETTINGS.STORE),
    spool: setting<string | undefined>('SPOOL', SETTINGS.SPOOL),
    budgetMs: setting('BUDGET_MS', SETTINGS.BUDGET_MS),
    logLevel: setting<LogLevel>('LOG_LEVEL', {
      ...SETTINGS.LOG_LEVEL,
      fallback: flags.quiet === true ? 'warn' : SETTINGS.LOG_LEVEL.fallback,
    }),
    metrics: setting<Config['metrics']>('METRICS_PORT', SETTINGS.METRICS_PORT),
    admin: setting<Config['admin']>('ADMIN_PORT', SETTINGS.ADMIN_PORT),
    adminToken: setting<string | undefined>('ADMIN_TOKEN', SETTINGS.ADMIN_TOKEN),
    adminUrl: setting<URL | undefined>('ADMIN_URL', SETTINGS.ADMIN_URL),
    oidcIssuer: setting<URL | undefined>('OIDC_ISSUER', SETTINGS.OIDC_ISSUER),
    oidcClientId: setting<string | undefined>('OIDC_CLIENT_ID', SETTINGS.OIDC_CLIENT_ID),
    oidcClientSecret: setting<string | undefined>(
      'OIDC_CLIENT_SECRET',
      SETTINGS.OIDC_CLIENT_SECRET,
    ),
    trustedProxies: setting<TrustedProxies | undefined>(
      'TRUSTED_PROXIES',
      SETTINGS.TRUSTED_PROXIES,
    ),
    insecureNoAuth: flags.insecureNoAuth === true,
    allowFhir,
    unknownSettings: Object.keys(environment).filter(isUnknown),
  };
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}

const isUnknown = (name: string): boolean =>
  name.startsWith(PREFIX) && !(name.slice(PREFIX.length).replace(/_FILE$/, '') in SETTINGS);

function wholeNumber(text: string, least: number, most: number): number | undefined {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
  return value >= least && value <= most ? value : undefined;
}

/** `9464`, `10.0.0.5:9464` or `[::1]:9464`. */
function metricsAddress(text: string): Config['metrics'] {
  const [, bracketed, plain, digits = ''] =
    /^(?:(?:\[([0-9a-fA-F:]+)\]|([A-Za-z0-9.-]+)):)?(\d+)$/.exec(text) ?? [];
  const port = wholeNumber(digits, 0, 65_535);
  return port === undefined ? undefined : { host: bracketed ?? plain ?? '127.0.0.1', port };
}

function kindOf(text: string): string {
  if (/^[+-]?\d+$/.test(text)) return 'a number out of range';
  if (/^[+-]?\d*\.\d+$/.test(text)) return 'a number with a fraction';
  if (/^(true|false)$/i.test(text)) return 'true or false';
  return URL.canParse(text) ? 'an address' : 'other text';
}
