import { loadFixtures } from '../../src/demo/load-fixtures.js';
import { writeKeys } from './keys-file.js';
import { type Program, startProgram } from './start-program.js';

const keys = writeKeys();
const [person] = await loadFixtures();

/** `serve` in a process of its own, with a store and without authentication, and who orders there. */
export interface ServingProgram extends Program {
  readonly url: string;
  /** One order; asks again where it is told that the service is busy. */
  order(): Promise<{ readonly decision: string; readonly cards: number }>;
  readiness(): Promise<{ readonly store?: string; readonly spooled?: number }>;
  /** SIGTERM. */
  stop(): Promise<number | null>;
}

export async function serveProgram(
  store: string,
  settings: Readonly<Record<string, string>> = {},
  preload?: string,
): Promise<ServingProgram> {
  const program = startProgram(
    ['serve', '--insecure-no-auth'],
    {
      NALTREXONE_CDS_PORT: '0',
      NALTREXONE_CDS_STORE: store,
      NALTREXONE_CDS_KEYS: keys,
      ...settings,
    },
    preload,
  );
  const url = await program.says(/Listening on (\S+)/);

  async function order(): Promise<{ readonly decision: string; readonly cards: number }> {
    const answer = await fetch(`${url}/cds-services/naltrexone-safety`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...person!.orderSign, hookInstance: crypto.randomUUID() }),
    });
    if (answer.status === 503) return order();
    const text = await answer.text();
    const { cards } = JSON.parse(text) as { readonly cards: readonly unknown[] };
    return {
      decision: /(?<="decision":")[0-9a-f-]+/.exec(text)?.[0] ?? '',
      cards: cards.length,
    };
  }

  return {
    ...program,
    url,
    order,
    readiness: async () => (await (await fetch(`${url}/readyz`)).json()) as object,
    stop() {
      program.child.kill('SIGTERM');
      return program.exit;
    },
  };
}
