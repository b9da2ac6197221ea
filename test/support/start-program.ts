import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/* The built program in a process of its own; `npm test` builds it first. */

const PROGRAM = fileURLToPath(new URL('../../dist/cli/naltrexone-cds.js', import.meta.url));
if (!existsSync(PROGRAM))
  throw new Error('dist/ is not built: run npm test, or npm run build before.');

const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !name.startsWith('NALTREXONE_CDS_')),
);

export interface Program {
  readonly child: ChildProcess;
  stdout(): string;
  stderr(): string;
  readonly exit: Promise<number | null>;
  /** Waits until stderr or stdout holds this, and gives the first group. */
  says(words: RegExp): Promise<string>;
}

/**
 * @param preload a module's text that runs in the process before the program: how a test plants a fault
 * @param built where another build of the program lies
 */
export function startProgram(
  args: readonly string[],
  settings: Readonly<Record<string, string>> = {},
  preload?: string,
  built = PROGRAM,
): Program {
  const planted =
    preload === undefined
      ? []
      : ['--import', `data:text/javascript,${encodeURIComponent(preload)}`];
  const child = spawn(process.execPath, [...planted, built, ...args], {
    env: { ...environment, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  const listeners = new Set<() => void>();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].on('data', (chunk: Buffer) => {
      said[name] += chunk.toString();
      for (const listener of listeners) listener();
    });
  }
  const exit = new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    child,
    stdout: () => said.stdout,
    stderr: () => said.stderr,
    exit,
    says: (words) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = words.exec(said.stderr) ?? words.exec(said.stdout);
          if (found === null) return;
          listeners.delete(look);
          resolve(found[1] ?? found[0]);
        };
        listeners.add(look);
        void exit.then(() => reject(new Error(`it ended: ${said.stdout}${said.stderr}`)));
        look();
      }),
  };
}
