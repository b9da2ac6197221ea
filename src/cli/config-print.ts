import { withoutPassword } from './without-password.js';
import { processEnvironment, readConfig } from '../config.js';

/** Prints the settings as they were understood, not as they were written, and without passwords, tokens and secrets. Keys stand in a file of their own. */
export function printConfig(): void {
  const {
    port,
    host,
    clients,
    site,
    keys,
    store,
    spool,
    budgetMs,
    logLevel,
    metrics,
    admin,
    adminToken,
    adminUrl,
    oidcIssuer,
    oidcClientId,
    oidcClientSecret,
    trustedProxies,
    unknownSettings,
  } = readConfig(processEnvironment());
  const settings = {
    PORT: port,
    HOST: host,
    CLIENTS: clients ?? '',
    SITE: site ?? '',
    KEYS: keys ?? '',
    STORE: withoutPassword(store ?? ''),
    SPOOL: spool ?? '',
    BUDGET_MS: budgetMs,
    LOG_LEVEL: logLevel,
    METRICS_PORT: metrics === undefined ? '' : `${metrics.host}:${String(metrics.port)}`,
    ADMIN_PORT: admin === undefined ? '' : `${admin.host}:${String(admin.port)}`,
    ADMIN_TOKEN: adminToken === undefined ? '' : '[redacted]',
    ADMIN_URL: adminUrl?.origin ?? '',
    OIDC_ISSUER: oidcIssuer?.href ?? '',
    OIDC_CLIENT_ID: oidcClientId ?? '',
    OIDC_CLIENT_SECRET: oidcClientSecret === undefined ? '' : '[redacted]',
    TRUSTED_PROXIES: trustedProxies?.text ?? '',
  };
  for (const [name, value] of Object.entries(settings)) {
    console.log(`NALTREXONE_CDS_${name}=${String(value)}`);
  }
  for (const name of unknownSettings) console.error(`${name} is no setting of this version.`);
}
