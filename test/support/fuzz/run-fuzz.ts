import { Agent, request } from 'undici';
import { randomFrom } from '../vary-case.js';
import { startTestService } from '../running-service.js';
import { LOAD_LIMITS } from '../../../src/http/load.js';
import { answerProblem, codeOf, type SeenAnswer } from './answer-problem.js';
import { type FuzzedCall, fuzzedCall } from './fuzzed-call.js';
import { realRequests } from './real-requests.js';

export interface FuzzResult {
  readonly asked: number;
  /** How often each status came, by our code where it is no success. */
  readonly statuses: Readonly<Record<string, number>>;
  /** The first few things that were wrong, each with what is needed to see it again. */
  readonly problems: readonly string[];
}

const AT_ONCE = 8;
const ANSWER_WITHIN_MS = 30_000;

/** Asks the whole service, over a socket, `count` fuzzed calls; the same seed asks the same ones. */
export async function runFuzz(seed: number, count: number): Promise<FuzzResult> {
  const service = await startTestService({ load: LOAD_LIMITS });
  const agent = new Agent({ connections: AT_ONCE, headersTimeout: ANSWER_WITHIN_MS });
  const random = randomFrom(seed);
  const requests = await realRequests();
  const statuses: Record<string, number> = {};
  const problems: string[] = [];
  let asked = 0;
  async function worker(): Promise<void> {
    while (asked < count) {
      const number = (asked += 1);
      const call = fuzzedCall(requests, random);
      const failuresBefore = failures();
      const answer = await ask(agent, service.url, call).catch((error: unknown) => String(error));
      if (typeof answer === 'string') {
        problems.push(`seed ${seed}, call ${number}: unanswered, ${answer}`);
        continue;
      }
      const kind = codeOf(answer) ?? String(answer.status);
      statuses[kind] = (statuses[kind] ?? 0) + 1;
      const problem = answerProblem(answer);
      if (problem !== undefined) problems.push(`seed ${seed}, call ${number}: ${problem}`);
      else if (failures() > failuresBefore) problems.push(`seed ${seed}, call ${number}: ${bug()}`);
    }
  }
  const failed = () => service.hookEvents.flatMap(({ failure }) => failure ?? []);
  const failures = (): number => service.failures.length + failed().length;
  const bug = (): string => {
    const [error] = [...failed().slice(-1), ...service.failures.slice(-1)];
    return `a bug: ${error instanceof Error ? (error.stack ?? '').slice(0, 600) : String(error)}`;
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  await agent.close();
  await service.close();
  return { asked, statuses, problems: problems.slice(0, 10) };
}

async function ask(dispatcher: Agent, url: string, call: FuzzedCall): Promise<SeenAnswer> {
  const { method, path } = call;
  const { statusCode, headers, body } = await request(url + path, {
    dispatcher,
    method: method as 'POST',
    headers: call.headers,
    body: call.body ?? null,
  });
  const seen = Object.entries(headers).map(([name, value]) => [name, String(value)]);
  return {
    method,
    path,
    status: statusCode,
    headers: Object.fromEntries(seen) as Record<string, string>,
    text: await body.text(),
  };
}
