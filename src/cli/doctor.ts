import { readFileSync } from 'node:fs';
import { createJwksFetch, type JwksAnswer } from '../clients/fetch-jwks.js';
import type { RegisteredClient } from '../clients/registered-client.js';
import { processEnvironment, readConfig } from '../config.js';
import { wire } from '../wire.js';
import { UsageError } from './complain-about.js';
import { readAccessToken } from './doctor/check-token.js';
import { examineSite } from './doctor/examine-site.js';
import { printReport } from './doctor/print-report.js';
import { findClient } from './find-client.js';
import { type ClientsOptions, openRegistry } from './open-registry.js';

export interface DoctorOptions extends ClientsOptions {
  readonly patient: string;
  /** `-` = stdin. */
  readonly token?: string;
  readonly fhirServer?: string;
  readonly scope?: string;
  readonly serviceUrl?: string;
  readonly json?: boolean;
}

/** Shows what a client's site really answers, for one test patient; exit 1 when something needs a person. */
export async function doctor(id: string, options: DoctorOptions): Promise<void> {
  if (!/^[A-Za-z0-9\-.]{1,64}$/.test(options.patient)) {
    throw new UsageError('--patient wants the FHIR id of a test patient: letters, digits, - and .');
  }
  const jwks = createJwksFetch();
  let keyAnswer: JwksAnswer | undefined;
  const registry = openRegistry(
    options,
    async (url, privateNetwork) => (keyAnswer = await jwks.fetch(url, privateNetwork)),
  );
  const client = findClient(registry, id);
  const fhirServer = serverOf(client, options.fhirServer);
  const token = readToken(options.token);
  await client.keys.find('');
  await jwks.close();
  const { scope, serviceUrl, patient: patientId } = options;
  const { budgetMs } = readConfig(processEnvironment());
  const report = await examineSite(
    { client, keyAnswer, patientId, fhirServer, token, scope, serviceUrl, now: new Date() },
    wire({ fhir: undefined, budgetMs, report: () => undefined }),
  );
  console.log(options.json === true ? JSON.stringify(report, undefined, 2) : printReport(report));
  if (report.toDo.length > 0 || report.verdict.answer !== 'honest') process.exitCode = 1;
}

function readToken(option: string | undefined): string | undefined {
  if (option === undefined) return undefined;
  if (option !== '-') {
    throw new UsageError(
      'A token on the command line stays in the history of the shell and in the list of processes: give --token - and paste it.',
    );
  }
  return readAccessToken(readFileSync(0, 'utf8'));
}

function serverOf(client: RegisteredClient, option: string | undefined): string {
  const bases = client.fhirBases.map(({ origin, path }) => origin + path);
  const [only, another] = bases;
  const server = option ?? (another === undefined ? only : undefined);
  if (server !== undefined) return server;
  if (client.prefetchOnly) return '';
  throw new UsageError(
    `--fhir-server wants one of the registered bases:\n${bases.map((base) => `  ${base}`).join('\n')}`,
  );
}
