import type { Command } from 'commander';
import type { ExplainOptions } from './explain.js';
import type { ReplayOptions } from './replay.js';
import type { StoreDeleteOptions } from './store-delete.js';
import type { StoreVerifyOptions } from './store-verify.js';
import type { UnreadOptions } from './unread-list.js';
import type { AcceptOptions } from './watch-accept.js';
import { STORE_URL, type StoreOptions } from './store-url.js';

/** What an operator asks of the store and of single answers: `store`, `replay`, `explain`, `unread`, `watch`. */
export function addRecordCommands(program: Command): void {
  const store = program.command('store').description('what instances keep and share');
  store
    .command('verify')
    .description('follow every chain of records; exit code 1 when one is broken')
    .option(...STORE_URL)
    .option(
      '--head <writer:sequence:digest>',
      'a chain-head of the log that must be there (repeatable)',
      (value: string, before: readonly string[]) => [...before, value],
      [],
    )
    .option('--json', 'print one JSON document')
    .action(async (options: StoreVerifyOptions) =>
      (await import('./store-verify.js')).verifyStore(options),
    );
  store
    .command('backup')
    .description('copy an SQLite store while the service runs')
    .requiredOption('--to <file>', 'a file that is not there yet')
    .option(...STORE_URL)
    .action(async (options: StoreOptions & { readonly to: string }) =>
      (await import('./store-backup.js')).backUp(options),
    );

  store
    .command('delete')
    .description('delete records of a patient, or before a day, with snapshots and feedback')
    .option('--client <id>', 'of this client alone; wanted with --patient')
    .option('--patient <id>', 'FHIR id of a patient at that client')
    .option('--before <day>', 'recorded before this day (UTC)')
    .option('--yes', 'do it: what is deleted does not come back')
    .option(...STORE_URL)
    .action(async (options: StoreDeleteOptions) =>
      (await import('./store-delete.js')).deleteRecords(options),
    );

  program
    .command('replay')
    .argument('[decision...]', 'ids of decisions, as the extension of a card gives them')
    .description('make recorded answers again; exit code 1 when one is not what was answered')
    .option('--from <day>', 'in place of ids: all that were recorded from this day on (UTC)')
    .option('--until <day>', 'up to and without this day')
    .option('--client <id>', 'of this client alone')
    .option('--site <file>', 'under another site file: what would have been different?')
    .option('--knowledge <folder>', 'under another version of cards/')
    .option('--json', 'print one JSON document an answer')
    .option(...STORE_URL)
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
    .action(async (decisions: string[], options: ReplayOptions) =>
      (await import('./replay.js')).replay(decisions, options),
    );

  program
    .command('explain')
    .argument('<decision>', 'id of a decision, as the extension of a card gives it')
    .description('tell how one recorded answer came about, down to each row of the chart')
    .option('--json', 'print one JSON document')
    .option(...STORE_URL)
    .action(async (decision: string, options: ExplainOptions) =>
      (await import('./explain.js')).explain(decision, options),
    );

  program
    .command('unread')
    .description('texts that look like naltrexone or an opioid and that nothing knows')
    .command('list')
    .description('print them, for whoever gives them a meaning; wants NALTREXONE_CDS_KEYS')
    .option('--client <id>', 'of this client alone')
    .option('--json', 'print one JSON document')
    .option(...STORE_URL)
    .action(async (options: UnreadOptions) =>
      (await import('./unread-list.js')).listUnread(options),
    );

  program
    .command('watch')
    .description('what the service notices about itself')
    .command('accept')
    .description('end the alarm about a share that has changed for a reason that you know')
    .requiredOption('--client <id>', 'as the `rate` line of the log names it')
    .requiredOption('--share <name>', 'as the `rate` line of the log names it')
    .option(...STORE_URL)
    .action(async (options: AcceptOptions) =>
      (await import('./watch-accept.js')).acceptShare(options),
    );
}
