import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig, processEnvironment } from '../config.js';
import { makePacket } from '../core/packet/make-packet.js';
import { packetSlices } from '../core/packet/packet-slices.js';
import type { Moment } from '../core/time/instant.js';
import { ServiceError, toOperationOutcome } from '../errors.js';
import { gatherForPacket } from '../hook/gather-for-packet.js';
import { localClient } from '../hook/local-client.js';
import { nameBasedUuid } from '../hook/name-based-uuid.js';
import { parseJson } from '../json/parse-json.js';
import { loadPacketKnowledge } from '../knowledge/load-packet-knowledge.js';
import { readSiteFile } from '../knowledge/read-site-file.js';
import { renderHtml } from '../packet/render-html.js';
import { renderPdf } from '../packet/render-pdf.js';
import { writePacketFiles } from '../packet/write-packet-files.js';
import { readVersion } from '../version.js';
import { CARDS, wire } from '../wire.js';
import { UsageError } from './complain-about.js';
import { complainOfFailure } from './complain-of-failure.js';
import { printOutcome } from './print-cards.js';
import { readInstant } from './read-instant.js';
import { sitePolicies } from './site-policies.js';

export interface PacketOptions {
  readonly out: string;
  readonly now?: string;
  readonly timeZone?: string;
  readonly site?: string;
  readonly allowFhir: readonly string[];
}

/**
 * Writes the papers of the naltrexone order in a CDS Hooks request into a new folder, and prints counts and hashes: nothing of
 * a chart is printed. Ends like `check`.
 * @throws UsageError, ConfigError, KnowledgeError
 */
export async function packet(file: string, options: PacketOptions): Promise<void> {
  const now = options.now === undefined ? (Date.now() as Moment) : readInstant(options.now);
  if (now === undefined) {
    throw new UsageError(
      '--now wants an instant with offset, for example 2026-11-24T15:00:00-05:00.',
    );
  }
  const config = readConfig(processEnvironment(), options);
  const fhir =
    config.allowFhir.length === 0
      ? undefined
      : (await import('../fhir/fhir-access.js')).createFhirAccess();
  try {
    const { hook, site } = wire({ fhir, budgetMs: config.budgetMs, report: () => undefined });
    const policy = sitePolicies(site, readSiteFile(config.site), options.timeZone).byDefault;
    const asked = { client: localClient(config.allowFhir), site: policy, now };
    const found = await gatherForPacket({ body: bodyOf(file), ...asked }, packetSlices(), hook);
    if (found === undefined) {
      throw new UsageError(
        'The request orders no naltrexone: there is nothing to write papers for.',
      );
    }
    const { call, chart, patientId, fhirServer } = found;
    const made = makePacket(call, chart, hook.knowledge, loadPacketKnowledge(CARDS), policy, now, {
      fhirServer,
      subject: `Patient/${patientId}`,
      software: readVersion().version,
      uuid: nameBasedUuid,
    });
    const when = { now: new Date(now) };
    const files = {
      'letter.html': renderHtml(made.letter),
      'letter.pdf': await renderPdf(made.letter, when),
      'packet.html': renderHtml(made.packet),
      'packet.pdf': await renderPdf(made.packet, when),
      'questionnaire-response.json': json(made.response),
      'bundle.json': json(made.document),
    };
    const written = writePacketFiles(options.out, files);
    const { filled, total, documented, gaps, unread, orders, findings } = {
      ...made,
      orders: call.orders,
    };
    const lines = [
      `${String(filled)} of ${String(total)} items of the questionnaire are answered from the chart.`,
      ...(documented.of === 0
        ? []
        : [
            `${String(documented.met)} of ${String(documented.of)} lines of the documentation checklist are documented.`,
          ]),
      `${String(gaps)} things are said to be not documented, or not known.`,
      ...(findings === 0
        ? []
        : [
            `${String(findings)} open findings about the order: read them before anything is sent.`,
          ]),
      ...(unread.length === 0
        ? []
        : [`The chart could not be read in full: ${unread.map(({ slice }) => slice).join(', ')}.`]),
      ...(orders.length > 1
        ? [`${String(orders.length)} naltrexone orders: the papers are about the first one.`]
        : []),
      ...written.map((name) => `${sha256(files[name])}  ${join(options.out, name)}`),
    ];
    console.log(lines.join('\n'));
  } catch (error) {
    if (error instanceof ServiceError) {
      console.error(printOutcome(toOperationOutcome(error)));
      process.exitCode = 2;
      return;
    }
    if (error instanceof Error && error.name === 'UncitedError') {
      complainOfFailure('The papers could not be written', error);
      process.exitCode = 2;
      return;
    }
    throw error;
  } finally {
    await fhir?.close();
  }
}

function bodyOf(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch {
    throw new UsageError(`${file} cannot be read.`);
  }
  const parsed = parseJson(text);
  if (!parsed.ok) {
    throw new ServiceError(parsed.why === 'too-deep' ? 'body-too-deep' : 'body-not-json');
  }
  return parsed.value;
}

const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

const sha256 = (content: string | Buffer): string =>
  createHash('sha256').update(content).digest('hex');
