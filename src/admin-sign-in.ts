import { type Config, ConfigError } from './config.js';
import { isThisMachine } from './egress/is-this-machine.js';
import type { SignIn } from './governance/admin/sign-in.js';

export interface AdminSettings {
  readonly address: { readonly host: string; readonly port: number };
  readonly store: string;
  readonly signIn: SignIn;
}

/**
 * What the pages of governance need, from the settings.
 * @returns undefined when there are to be none
 * @throws ConfigError when they would show nothing, or everything to anybody
 */
export function adminSettings(config: Config): AdminSettings | undefined {
  const { admin, adminToken, adminUrl, oidcIssuer, oidcClientId, oidcClientSecret, store } = config;
  if (admin === undefined) return undefined;
  const problems: string[] = [];
  if (store === undefined) {
    problems.push(
      'NALTREXONE_CDS_ADMIN_PORT wants NALTREXONE_CDS_STORE beside it: the pages show what was recorded.',
    );
  }
  const provider = { adminUrl, oidcIssuer, oidcClientId, oidcClientSecret };
  const given = Object.values(provider).filter((value) => value !== undefined).length;
  if (given > 0 && given < 4) {
    problems.push(
      'Signing in with a provider wants all of NALTREXONE_CDS_OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET and ADMIN_URL.',
    );
  }
  if (given === 0 && adminToken === undefined) {
    problems.push(
      'NALTREXONE_CDS_ADMIN_PORT wants a way to sign in: a provider (NALTREXONE_CDS_OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, ADMIN_URL), or on this machine alone NALTREXONE_CDS_ADMIN_TOKEN_FILE with what `naltrexone-cds admin token` writes.',
    );
  }
  if (given > 0 && adminToken !== undefined) {
    problems.push('NALTREXONE_CDS_ADMIN_TOKEN and a sign-in provider are both set; keep one.');
  }
  if (given === 0 && adminToken !== undefined && !isThisMachine(admin.host)) {
    problems.push(
      'NALTREXONE_CDS_ADMIN_PORT is not on this machine alone; with a token it wants a loopback address, else a sign-in provider.',
    );
  }
  if (problems.length > 0 || store === undefined) throw new ConfigError(problems);
  const address = admin;
  if (adminToken !== undefined) {
    return { address, store, signIn: { kind: 'token', token: adminToken } };
  }
  if (
    adminUrl === undefined ||
    oidcIssuer === undefined ||
    oidcClientId === undefined ||
    oidcClientSecret === undefined
  ) {
    throw new Error('all of them were there');
  }
  return {
    ...{ address, store },
    signIn: {
      ...{ kind: 'provider', issuer: oidcIssuer, clientId: oidcClientId },
      ...{ clientSecret: oidcClientSecret, url: adminUrl },
    },
  };
}
