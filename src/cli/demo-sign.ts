import type { DiscoveryDocument } from '../discovery.js';
import type { ErrorOutcome } from '../errors.js';
import type { CdsResponse } from '../hook/cds-response.js';
import { UsageError } from './complain-about.js';
import type { DemoInfo } from './demo-info.js';
import { printCards, printOutcome, terminalOf } from './print-cards.js';

export interface DemoSignOptions {
  readonly url: string;
  readonly json?: boolean;
}

/** Signs a fixture patient's naltrexone order in a running demo, as an EHR would: all services are asked, their cards printed. */
export async function demoSign(folder: string, { url, json }: DemoSignOptions): Promise<void> {
  const address = url.replace(/\/+$/, '');
  const { fhirServer, loadedAt } = (await ask(address, '/demo')) as DemoInfo;
  const { loadFixtures } = await import('../demo/load-fixtures.js');
  const patients = await loadFixtures({ now: new Date(loadedAt), fhirServer });
  const patient = patients.find(({ name }) => name === folder);
  if (patient === undefined) {
    const names = patients.map(({ name }) => `  ${name}`).join('\n');
    throw new UsageError(`There is no ${folder} in fhir-fixtures/patients. There are:\n${names}`);
  }
  const { services } = (await ask(address, '/cds-services')) as DiscoveryDocument;
  const asked = services.filter(({ hook }) => hook === patient.orderSign.hook);
  const answers = await Promise.all(
    asked.map(({ id }) => ask(address, `/cds-services/${id}`, patient.orderSign)),
  );
  const refusal = answers.find((answer) => !('cards' in (answer as object)));
  if (refusal !== undefined) {
    process.exitCode = 1;
    console.error(printOutcome(refusal as ErrorOutcome));
    return;
  }
  const cards = answers.flatMap((answer) => (answer as CdsResponse).cards);
  if (json === true) {
    console.log(JSON.stringify({ cards }, undefined, 2));
  } else {
    console.log(`${patient.expected.story}\n`);
    console.log(printCards({ cards }, terminalOf(process.stdout)));
  }
}

async function ask(address: string, path: string, body?: unknown): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(address + path, {
      ...(body === undefined
        ? {}
        : {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(body),
          }),
    });
  } catch {
    throw new UsageError(`Nothing answers at ${address}. Is the demo running (npm start)?`);
  }
  if (path === '/demo' && !response.ok) {
    throw new UsageError(`What answers at ${address} is not the demo (npm start).`);
  }
  return response.json();
}
