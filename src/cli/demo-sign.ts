import type { ErrorOutcome } from '../errors.js';
import type { CdsResponse } from '../hook/cds-response.js';
import { UsageError } from './complain-about.js';
import type { DemoInfo } from './demo-info.js';
import { printCards, printOutcome, terminalOf } from './print-cards.js';

export interface DemoSignOptions {
  readonly url: string;
  readonly json?: boolean;
}

/** Signs a fixture patient's naltrexone order in a running demo, as an EHR would, and prints the cards. */
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
  const answer = await ask(address, '/cds-services/naltrexone-safety', patient.orderSign);
  if (json === true) {
    console.log(JSON.stringify(answer, undefined, 2));
  } else if ('cards' in (answer as object)) {
    console.log(`${patient.expected.story}\n`);
    console.log(printCards(answer as CdsResponse, terminalOf(process.stdout)));
  } else {
    process.exitCode = 1;
    console.error(printOutcome(answer as ErrorOutcome));
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
