import { withoutPassword } from './without-password.js';
import { processEnvironment, readConfig } from '../config.js';

/** Prints the settings as they were understood, not as they were written, and without the password of the store. Keys stand in a file of their own. */
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
    TRUSTED_PROXIES: trustedProxies?.text ?? '',
  };
  for (const [name, value] of Object.entries(settings)) {
    console.log(`NALTREXONE_CDS_${name}=${String(value)}`);
  }
  for (const name of unknownSettings) console.error(`${name} is no setting of this version.`);
}
