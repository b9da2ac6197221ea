import {
  createModelInfoProvider,
  CqlTranslator,
  LibraryManager,
  ModelManager,
  stringAsSource,
} from '@cqframework/cql/cql-to-elm';
import { SystemModelInfoProvider } from '@cqframework/cql/cql';
import { PatientSource } from 'cql-exec-fhir';
import cql from 'cql-execution';
import type { FhirResource } from 'fhir/r4.js';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { decide } from '../../src/core/decide.js';
import { median } from '../support/quantile.js';
import type { Row } from '../support/row.js';
import {
  knowledge,
  NOW,
  policy,
  prepare,
  sampleBodies,
  SIGNED_AT,
} from '../support/sample-call.js';
import { sampleChart } from '../support/sample-chart.js';

const RESOURCES = 300;

/**
 * The same two questions (an opioid in the last 14 days, the newest ALT over its limit) asked in the Clinical Quality
 * Language, which other services of this kind are written in, of the same chart. Ours answers all its other questions too.
 */
export async function cqlExecution(): Promise<readonly Row[]> {
  const elm = compile(readFileSync(new URL('../bench/two-questions.cql', import.meta.url), 'utf8'));
  const [text = ''] = sampleBodies('critical', RESOURCES, 1);
  const chart = sampleChart({ story: 'critical', everydayRows: RESOURCES, now: NOW, seed: 1 });
  const theirs = await measure(15, () => askInCql(elm, chart));
  const warm = 1000;
  await measure(warm, () => decideAndParse(text));
  const ours = await measure(400, () => decideAndParse(text));
  return [
    {
      what: 'cql-execution on the same two questions ÷ `decide` + parse, 300 resources',
      figure: theirs / ours,
      digits: 0,
      target: 100,
      is: 'at-least',
      from: `${theirs.toFixed(0)} ÷ ${ours.toFixed(2)} ms`,
    },
  ];
}

/** CQL → ELM. */
function compile(source: string): unknown {
  const models = new ModelManager();
  const fhir = createRequire(import.meta.url).resolve(
    'cql-exec-fhir/lib/modelInfos/fhir-modelinfo-4.0.1.xml',
  );
  models.modelInfoLoader.registerModelInfoProvider(new SystemModelInfoProvider());
  models.modelInfoLoader.registerModelInfoProvider(
    createModelInfoProvider((id) =>
      id === 'FHIR' ? (stringAsSource(readFileSync(fhir, 'utf8')) as object) : null,
    ),
  );
  const translator = CqlTranslator.fromText(source, new LibraryManager(models)) as {
    toJson(): string;
  };
  const json = translator.toJson();
  const elm = JSON.parse(json) as {
    library: { annotation: { errorSeverity?: string; message?: string }[] };
  };
  const error = elm.library.annotation.find(({ errorSeverity }) => errorSeverity === 'error');
  if (error !== undefined) throw new Error(`two-questions.cql: ${error.message ?? ''}`);
  return elm;
}

async function askInCql(elm: unknown, chart: readonly FhirResource[]): Promise<void> {
  const now = cql.DateTime.parse(NOW.toISOString());
  const executor = new cql.Executor(new cql.Library(elm), undefined, { Now: now });
  const source = PatientSource.FHIRv401();
  const entry = chart.map((resource) => ({ resource }));
  source.loadBundles([{ resourceType: 'Bundle', type: 'collection', entry }]);
  const { patientResults } = (await executor.exec(source)) as {
    patientResults: Record<string, Record<string, unknown>>;
  };
  const [answers] = Object.values(patientResults);
  const opioid = answers?.['Opioid in the last 14 days'];
  const liver = answers?.['Newest ALT over three times its limit'];
  if (opioid !== true || liver !== false) throw new Error('CQL gives another answer');
}

async function decideAndParse(text: string): Promise<void> {
  const { call, chart } = await prepare(JSON.parse(text));
  const { cards } = decide(call, chart, knowledge, policy, SIGNED_AT);
  if (cards[0]?.indicator !== 'critical') throw new Error('the decision is another one');
}

/** Median milliseconds. */
async function measure(times: number, run: () => Promise<void>): Promise<number> {
  const took: number[] = [];
  for (let count = 0; count < times; count += 1) {
    const start = performance.now();
    await run();
    took.push(performance.now() - start);
  }
  return median(took);
}
