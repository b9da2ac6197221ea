import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { ServiceError } from '../errors.js';
import type { HookParts } from '../hook/hook-parts.js';
import { parseJson } from '../json/parse-json.js';
import { type Answered, answerBody, type Asked, refusal } from './answer-request.js';
import { readInstant } from './read-instant.js';
import type { SitePolicies } from './site-policies.js';

interface AnsweredLine extends Answered {
  readonly id: string | number | null;
}

const AT_ONCE = 8;

/**
 * Reads one `{"id","request","now","timeZone","service","site"}` a line and writes one `{"id","status","response"}` a line,
 * in the same order and as soon as it is there. No line stops the run.
 */
export async function checkLines(
  input: Readable,
  output: Writable,
  asked: Asked,
  policies: SitePolicies,
  hook: HookParts,
): Promise<void> {
  let written = Promise.resolve();
  let free = AT_ONCE;
  let wake: () => void = () => undefined;
  for await (const line of linesOf(input)) {
    if (line.trim() === '') continue;
    while (free === 0) await new Promise<void>((resolve) => (wake = resolve));
    free -= 1;
    const answering = answerLine(line, asked, policies, hook);
    written = written.then(async () => {
      const { id, status, response } = await answering;
      await write(output, `${JSON.stringify({ id, status, response })}\n`);
      free += 1;
      wake();
    });
  }
  await written;
}

async function answerLine(
  text: string,
  asked: Asked,
  policies: SitePolicies,
  hook: HookParts,
): Promise<AnsweredLine> {
  const parsed = parseJson(text);
  const line = parsed.ok && isRecord(parsed.value) ? parsed.value : {};
  const id = line['id'];
  if (typeof id !== 'string' && typeof id !== 'number') {
    return { id: null, ...refusal(new ServiceError('line-invalid', 'id')) };
  }
  try {
    const { request } = line;
    if (!isRecord(request)) throw new ServiceError('line-invalid', 'request');
    return { id, ...(await answerBody(request, text, askedBy(line, asked, policies), hook)) };
  } catch (error) {
    return { id, ...refusal(error instanceof ServiceError ? error : new ServiceError('internal')) };
  }
}

function askedBy(
  line: Readonly<Record<string, unknown>>,
  asked: Asked,
  policies: SitePolicies,
): Asked {
  const now = textIn(line, 'now');
  const instant = now === undefined ? asked.now() : readInstant(now);
  if (instant === undefined) throw new ServiceError('line-invalid', 'now');
  return {
    client: asked.client,
    service: textIn(line, 'service') ?? asked.service,
    now: () => instant,
    site: policyOf(line['site'] ?? undefined, textIn(line, 'timeZone'), policies),
  };
}

function textIn(
  line: Readonly<Record<string, unknown>>,
  name: 'now' | 'service' | 'timeZone',
): string | undefined {
  const value = line[name] ?? undefined;
  if (value === undefined || typeof value === 'string') return value;
  throw new ServiceError('line-invalid', name);
}

function policyOf(site: unknown, timeZone: string | undefined, policies: SitePolicies) {
  try {
    return policies.of(site, timeZone);
  } catch {
    throw new ServiceError('line-invalid', site === undefined ? 'timeZone' : 'site');
  }
}

/** Lines end with a line feed and nothing else: JSON text may hold every other separator. */
async function* linesOf(input: Readable): AsyncGenerator<string> {
  let rest: Buffer[] = [];
  for await (const chunk of input as AsyncIterable<Buffer>) {
    let from = 0;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
      yield Buffer.concat([...rest, chunk.subarray(from, at)]).toString('utf8');
      rest = [];
      from = at + 1;
    }
    rest.push(chunk.subarray(from));
  }
  yield Buffer.concat(rest).toString('utf8');
}

async function write(output: Writable, text: string): Promise<void> {
  if (!output.write(text)) await once(output, 'drain');
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
