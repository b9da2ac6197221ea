import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { Load, LoadResult } from './load.js';
import type { SignedLoad } from './signed-load.js';

const COMPILED = new URL('../dist-bench/', import.meta.url);
const path = (script: string): string => new URL(script, COMPILED).pathname;

/** A server in a process of its own. */
export interface ServerProcess {
  readonly url: string;
  /** Milliseconds of CPU time that the process has used so far, all threads. */
  cpu(): Promise<number>;
  /** Bytes of its heap after garbage collection; only for a process that was started with `--expose-gc`. */
  heap(): Promise<number>;
  /** Milliseconds by which its event loop was late since it was asked last, 99th percentile. */
  delay(): Promise<number>;
  stop(): Promise<void>;
}

/** The service as `serve` starts it, on a free port. */
export const startService = (...flags: readonly string[]): Promise<ServerProcess> =>
  startServer('../dist/cli/naltrexone-cds.js', 'serve', '--insecure-no-auth', ...flags);

/** The same with further settings. */
export const startServiceWith = (
  settings: Readonly<Record<string, string>>,
): Promise<ServerProcess> =>
  start([], ['../dist/cli/naltrexone-cds.js', 'serve', '--insecure-no-auth'], settings);

/** Clocks of the service and of what sends to it run sixty times as fast, both from this instant. */
const FAST = ['--import', new URL('fast-clock.js', COMPILED).href];
const BEGAN = { BENCH_BEGAN: String(Date.now()) };

/** The service with registered clients, on fast clocks. */
export const startSignedService = (clients: string): Promise<ServerProcess> =>
  start([...FAST, '--expose-gc'], ['../dist/cli/naltrexone-cds.js', 'serve'], {
    ...BEGAN,
    NALTREXONE_CDS_CLIENTS: clients,
  });

/** @param script compiled, with its arguments; says "Listening on http://…" when it is ready */
export const startServer = (...program: readonly [string, ...string[]]): Promise<ServerProcess> =>
  start([], program, {});

async function start(
  flags: readonly string[],
  [script, ...args]: readonly [string, ...string[]],
  settings: Readonly<Record<string, string>>,
): Promise<ServerProcess> {
  const child = spawn(
    process.execPath,
    [...flags, '--import', new URL('report-usage.js', COMPILED).href, path(script), ...args],
    {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env: { ...process.env, NALTREXONE_CDS_PORT: '0', ...settings },
    },
  );
  if (child.stderr === null) throw new Error(`${script} cannot be heard`);
  const url = await addressIn(child.stderr);
  return {
    url,
    async cpu() {
      child.send('cpu');
      return (await answerOf<number>(child)) / 1000;
    },
    heap() {
      child.send('heap');
      return answerOf<number>(child);
    },
    delay() {
      child.send('delay');
      return answerOf<number>(child);
    },
    stop: () => stop(child),
  };
}

/** Reads on after the address: a full pipe would stop the server. */
async function addressIn(output: Readable): Promise<string> {
  const lines = createInterface(output);
  return new Promise((resolve, reject) => {
    const said: string[] = [];
    lines.on('line', (line) => {
      said.push(line);
      const url = /Listening on (http:\S+)/.exec(line)?.[1];
      if (url !== undefined) resolve(url);
    });
    lines.once('close', () => {
      reject(new Error(`a server ended before it listened:\n${said.join('\n')}`));
    });
  });
}

/** A process that sends requests. */
export interface LoadGenerator {
  send(load: Load): Promise<LoadResult>;
  stop(): Promise<void>;
}

export function startLoadGenerator(): LoadGenerator {
  const child = fork(path('load-generator.js'));
  return {
    send(load) {
      child.send(load);
      return answerOf<LoadResult>(child);
    },
    stop: () => stop(child),
  };
}

/** A process that sends signed calls, on fast clocks. */
export interface SignedLoadGenerator {
  /** Ends when all are answered with 200. */
  send(load: SignedLoad): Promise<void>;
  stop(): Promise<void>;
}

export function startSignedLoad(): SignedLoadGenerator {
  const child = fork(path('signed-load.js'), {
    execArgv: FAST,
    env: { ...process.env, ...BEGAN },
  });
  return {
    async send(load) {
      child.send(load);
      await answerOf(child);
    },
    stop: () => stop(child),
  };
}

async function answerOf<T>(child: ChildProcess): Promise<T> {
  const heard = new AbortController();
  const { signal } = heard;
  const ended = once(child, 'exit', { signal }).then(() => {
    throw new Error('a process of the benchmark has ended before its answer');
  });
  ended.catch(() => undefined); // aborted below
  const [value] = (await Promise.race([once(child, 'message', { signal }), ended])) as [T];
  heard.abort();
  return value;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill();
  await once(child, 'exit');
}
