import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { chartReading } from './rows/chart-reading.js';
import { cqlExecution } from './rows/cql-execution.js';
import { decideAlone } from './rows/decide-alone.js';
import { fullDecision } from './rows/full-decision.js';
import { growth } from './rows/growth.js';
import { heap } from './rows/heap.js';
import { largeBodies } from './rows/large-bodies.js';
import { recording } from './rows/recording.js';
import { start } from './rows/start.js';
import { printTable } from './support/print-table.js';
import type { Benchmark, Row } from './support/row.js';

const BENCHMARKS: Readonly<Record<string, Benchmark>> = {
  start,
  'decide-alone': decideAlone,
  growth,
  'cql-execution': cqlExecution,
  'full-decision': fullDecision,
  recording,
  'chart-reading': chartReading,
  'large-bodies': largeBodies,
  heap,
};

/**
 * `run.js [name…]` runs all benchmarks or those named, one after the other, each in a process of its own, so that none
 * inherits another's heap or compiled code; `run.js --only name` is that process.
 */
const [first, ...others] = process.argv.slice(2);
if (first === '--only') {
  const rows = await BENCHMARKS[others[0] ?? '']?.();
  process.stdout.write(JSON.stringify(rows ?? []));
} else {
  const named = first === undefined ? Object.keys(BENCHMARKS) : [first, ...others];
  const rows = named.flatMap(inOwnProcess);
  if (rows.length === 0)
    throw new Error(`No such benchmark; there are ${Object.keys(BENCHMARKS).join(', ')}`);
  console.log(printTable(rows));
}

function inOwnProcess(name: string): readonly Row[] {
  console.error(`${name} …`);
  const self = fileURLToPath(import.meta.url);
  const { stdout, status } = spawnSync(process.execPath, [self, '--only', name], {
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the benchmark ${name} failed`);
  return JSON.parse(stdout) as readonly Row[];
}
