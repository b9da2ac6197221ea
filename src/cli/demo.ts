import { type Flags, processEnvironment, readConfig } from '../config.js';
import { type FhirBase, parseFhirBase } from '../fhir/fhir-base.js';
import { startService } from '../main.js';
import type { DemoInfo } from './demo-info.js';
import { freePorts } from './free-ports.js';
import { untilSignal } from './until-signal.js';

/** Starts the embedded FHIR server with the people of `fhir-fixtures`, dates shifted to today, and the service beside it. */
export async function demo(flags: Flags): Promise<void> {
  const config = readConfig(processEnvironment(), { ...flags, insecureNoAuth: true, quiet: true });
  const port = await freePorts(config.port);
  if (port !== config.port) {
    console.log(
      `Port ${String(config.port)} or the second one after it is busy; using ${String(port)}.`,
    );
  }
  const now = new Date();
  const fhirServer = await startCharts(port + 2, now);
  const info: DemoInfo = { fhirServer: fhirServer.url, loadedAt: now.toISOString() };
  const service = await startService(
    { ...config, port, host: '127.0.0.1', clients: undefined, allowFhir: basesOf(fhirServer.url) },
    info,
  ).catch(async (error: unknown) => {
    await fhirServer.close(); // or the process would live on with half a demo
    throw error;
  });
  console.log(greeting(service.url, fhirServer));
  await untilSignal(service, fhirServer);
}

async function startCharts(port: number, now: Date) {
  const { loadFixtures } = await import('../demo/load-fixtures.js');
  const { startFhirServer } = await import('../demo/fhir-server/start-fhir-server.js');
  const patients = await loadFixtures({ now });
  const server = await startFhirServer({ port, patients });
  return { ...server, folders: patients.map(({ name }) => name) };
}

function basesOf(url: string): readonly FhirBase[] {
  const base = parseFhirBase(url);
  return base === undefined ? [] : [base];
}

function greeting(
  service: string,
  { url, folders }: { readonly url: string; readonly folders: readonly string[] },
): string {
  const first = folders.find((folder) => folder === FIRST) ?? folders[0] ?? FIRST;
  return `
naltrexone-cds demo. Synthetic people, no authentication, this machine only.

  CDS service   ${service}  (discovery: ${service}/cds-services)
  FHIR server   ${url}

Sign an order and see the cards; in a second terminal, in this folder:

  npx naltrexone-cds demo sign ${first} --url ${service}

Others to try: ${folders.filter((folder) => folder !== first).join(', ')}
`;
}

const FIRST = 'maria-running-oxycodone';
