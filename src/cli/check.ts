import { readFileSync } from 'node:fs';
import { readConfig, processEnvironment } from '../config.js';
import type { Moment } from '../core/time/instant.js';
import { localClient } from '../hook/local-client.js';
import { readSiteFile } from '../knowledge/read-site-file.js';
import { wire } from '../wire.js';
import { answerRequest, type Asked } from './answer-request.js';
import { checkLines } from './check-lines.js';
import { UsageError } from './complain-about.js';
import { complainOfFailure } from './complain-of-failure.js';
import { printCards, printOutcome, terminalOf } from './print-cards.js';
import { readInstant } from './read-instant.js';
import { sitePolicies } from './site-policies.js';

export interface CheckOptions {
  readonly now?: string;
  readonly timeZone?: string;
  readonly service: string;
  readonly site?: string;
  readonly allowFhir: readonly string[];
  readonly json?: boolean;
  readonly lines?: boolean;
  readonly discovery?: boolean;
}

/** Answers CDS Hooks requests from files, or from lines of stdin, through the same function as the server. */
export async function check(files: readonly string[], options: CheckOptions): Promise<void> {
  if (files.length === 0 && options.lines !== true && options.discovery !== true) {
    throw new UsageError('check needs a FILE (- for stdin), or --lines, or --discovery.');
  }
  const now = options.now === undefined ? undefined : readInstant(options.now);
  if (options.now !== undefined && now === undefined) {
    throw new UsageError(
      '--now wants an instant with offset, for example 2026-11-24T15:00:00-05:00.',
    );
  }
  const config = readConfig(processEnvironment(), options);
  // Without an allowed base no chart is read, and the HTTP client need not even be loaded.
  const fhir =
    config.allowFhir.length === 0
      ? undefined
      : (await import('../fhir/fhir-access.js')).createFhirAccess();
  const { hook, discovery, site } = wire({
    fhir,
    budgetMs: config.budgetMs,
    report: ({ failure }) => {
      if (failure !== undefined) complainOfFailure('A request could not be checked', failure);
    },
  });
  if (options.discovery === true) {
    console.log(JSON.stringify(discovery({ discovery: 'full' }).document, undefined, 2));
    return;
  }
  const policies = sitePolicies(site, readSiteFile(config.site), options.timeZone);
  const asked: Asked = {
    service: options.service,
    client: localClient(config.allowFhir),
    site: policies.byDefault,
    now: () => now ?? (Date.now() as Moment),
  };
  if (options.lines === true) {
    await checkLines(process.stdin, process.stdout, asked, policies, hook);
  } else {
    for (const file of files) await checkFile(file, files.length > 1, asked, hook, options);
  }
  await fhir?.close();
}

async function checkFile(
  file: string,
  several: boolean,
  asked: Asked,
  hook: Parameters<typeof answerRequest>[2],
  { json }: CheckOptions,
): Promise<void> {
  const text = readText(file);
  if (text === undefined) {
    console.error(`${file} cannot be read.`);
    process.exitCode = 2;
    return;
  }
  const { status, response } = await answerRequest(text, asked, hook);
  if (status !== 200) process.exitCode = 2;
  if (json === true) {
    console.log(JSON.stringify(response));
    return;
  }
  if (several) console.log(`${file}\n`);
  if ('cards' in response) console.log(printCards(response, terminalOf(process.stdout)));
  else console.error(printOutcome(response));
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch {
    return undefined;
  }
}
