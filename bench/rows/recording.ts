import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newKeys } from '../../src/keys/new-keys.js';
import {
  type LoadGenerator,
  type ServerProcess,
  startLoadGenerator,
  startServiceWith,
} from '../support/processes.js';
import { median } from '../support/quantile.js';
import type { Row } from '../support/row.js';
import { sampleRequest } from '../support/sample-request.js';

const HOOK = '/cds-services/naltrexone-safety';
const CONNECTIONS = 16;
const ROUND_MS = 2000;
const ROUNDS = 9;
const WARM_UPS = 4;
/** With it sixteen connections keep a service about half busy, so that a time is not mostly waiting for the others. */
const PAUSE_MS = 80;

const SITE = {
  replay: {
    ...{
      snapshots: true,
      keepDays: 1,
      reason: 'Benchmark',
      owner: 'Benchmark',
      date: '2026-11-01',
    },
  },
};

interface Measured {
  readonly cpuMs: number;
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly delayMs: number;
}

/**
 * What it costs to record an answer in an SQLite file before it leaves, without and with a snapshot: CPU time of all threads in a closed
 * loop; times and event-loop delay of a service that is about half busy.
 */
export async function recording(): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'recording-'));
  const generator = startLoadGenerator();
  const services: ServerProcess[] = [];
  try {
    const start = async (settings: Readonly<Record<string, string>>) => {
      const service = await startServiceWith(settings);
      services.push(service);
      return service;
    };
    const keys = join(folder, 'keys.json');
    writeFileSync(keys, JSON.stringify(newKeys('2026-11-01')), { mode: 0o600 });
    const site = join(folder, 'site.json');
    writeFileSync(site, JSON.stringify(SITE));
    const storeIn = (name: string) => ({
      NALTREXONE_CDS_KEYS: keys,
      NALTREXONE_CDS_STORE: `file:${join(folder, name)}`,
    });
    const kinds = [
      await start({}),
      await start(storeIn('records.db')),
      await start({ ...storeIn('snapshots.db'), NALTREXONE_CDS_SITE: site }),
    ];
    for (const service of kinds) {
      for (let round = 0; round < WARM_UPS; round += 1) await load(service, generator, 0);
    }
    const rounds: Measured[][] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const measured = [];
      for (const service of kinds) measured.push(await measure(service, generator));
      rounds.push(measured);
    }
    return rowsOf(rounds);
  } finally {
    await Promise.all([generator, ...services].map((one) => one.stop()));
    rmSync(folder, { recursive: true });
  }
}

/** Each round compares with its own neighbours: the machine is another one a minute later. */
function rowsOf(rounds: readonly (readonly Measured[])[]): readonly Row[] {
  const over = (figure: (without: Measured, recorded: Measured, kept: Measured) => number) =>
    median(
      rounds.flatMap(([without, recorded, kept]) =>
        without === undefined || recorded === undefined || kept === undefined
          ? []
          : [figure(without, recorded, kept)],
      ),
    );
  const from = (name: keyof Measured) => {
    const [without, recorded, kept] = [0, 1, 2].map((place) =>
      median(rounds.map((round) => round[place]?.[name] ?? NaN)).toFixed(2),
    );
    return `none ${String(without)}, record ${String(recorded)}, with snapshot ${String(kept)} ms`;
  };
  const atMost = { is: 'at-most', digits: 2 } as const;
  const ms = { ...atMost, unit: 'ms' } as const;
  return [
    {
      ...atMost,
      what: 'recorded answer, 60 KB, critical card: CPU with ÷ without a record',
      figure: over((without, recorded) => recorded.cpuMs / without.cpuMs),
      target: 1.1,
      from: from('cpuMs'),
    },
    {
      ...ms,
      what: 'CPU that a snapshot adds to a record',
      figure: over((_, recorded, kept) => kept.cpuMs - recorded.cpuMs),
      target: 0.2,
      from: from('cpuMs'),
    },
    {
      ...ms,
      what: 'time that a record adds to an answer, half busy: median',
      figure: over((without, recorded) => recorded.medianMs - without.medianMs),
      target: 2,
      from: from('medianMs'),
    },
    {
      ...ms,
      what: 'time that a record adds to an answer, half busy: p95',
      figure: over((without, recorded) => recorded.p95Ms - without.p95Ms),
      target: 10,
      from: from('p95Ms'),
    },
    {
      ...ms,
      what: 'event-loop delay that a record adds, half busy: p99',
      figure: over((without, recorded) => recorded.delayMs - without.delayMs),
      target: 1,
      from: from('delayMs'),
    },
  ];
}

async function measure(service: ServerProcess, generator: LoadGenerator): Promise<Measured> {
  const before = await service.cpu();
  const busy = await load(service, generator, 0);
  const cpuMs = ((await service.cpu()) - before) / busy.requests;
  await service.delay();
  const { medianMs, p95Ms } = await load(service, generator, PAUSE_MS);
  return { cpuMs, medianMs, p95Ms, delayMs: await service.delay() };
}

const bodies = Array.from({ length: 24 }, (_, index) =>
  JSON.stringify(
    sampleRequest({ story: 'critical', everydayRows: 80, now: new Date(), seed: index + 1 }),
  ),
);

const load = (service: ServerProcess, generator: LoadGenerator, pauseMs: number) =>
  generator.send({
    ...{ url: service.url + HOOK, bodies, connections: CONNECTIONS, pauseMs },
    milliseconds: ROUND_MS,
  });
