import { type Config, type Flags, processEnvironment, readConfig } from '../config.js';
import { startService } from '../main.js';
import { exitOnBug } from './exit-on-bug.js';
import { untilSignal } from './until-signal.js';

export async function serve(flags: Flags): Promise<void> {
  const config = readConfig(processEnvironment(), flags);
  const service = await startService(config);
  exitOnBug(service);
  for (const sentence of sayAtStart(config)) console.error(sentence);
  for (const { id, reviewBy } of service.reviewOverdue()) {
    console.error(
      `Review overdue: ${id} since ${reviewBy}. Cards say so; what they decide stays the same.`,
    );
  }
  if (service.metricsUrl !== undefined) console.error(`Metrics on ${service.metricsUrl}`);
  if (service.adminUrl !== undefined) console.error(`Governance on ${service.adminUrl}`);
  console.error(`Listening on ${service.url} (discovery: ${service.url}/cds-services)`);
  await untilSignal(service);
}

function sayAtStart(config: Config): readonly string[] {
  return [
    ...config.unknownSettings.map(
      (name) => `${name} is no setting of this version and is ignored.`,
    ),
    ...(config.insecureNoAuth ? noAuthentication(config) : []),
  ];
}

function noAuthentication(config: Config): readonly string[] {
  const bases = config.allowFhir.map(({ origin, path }) => origin + path);
  return [
    'NO AUTHENTICATION: this process answers any caller on this machine. Never run it like this beside real charts.',
    bases.length === 0
      ? 'Charts are read from prefetch only: there is no --allow-fhir.'
      : `Charts are read from under ${bases.join(', ')} only.`,
  ];
}
