#!/usr/bin/env node
import { Command } from 'commander';
import type { Flags } from '../config.js';
import type { CheckOptions } from './check.js';
import type { ClientsCheckOptions } from './clients-check.js';
import type { DoctorOptions } from './doctor.js';
import type { KeysOptions } from './keys-path.js';
import type { KeysRotateOptions } from './keys-rotate.js';
import type { PacketOptions } from './packet.js';
import type { ClientsOptions } from './open-registry.js';
import { readVersion } from '../version.js';
import { addGovernanceCommands } from './add-governance-commands.js';
import { addRecordCommands } from './add-record-commands.js';
import { complainAbout } from './complain-about.js';
import type { DemoSignOptions } from './demo-sign.js';

// Each command loads what it needs when it runs: `check` must not wait for a web server, nor `serve` for the demo.
const program = new Command('naltrexone-cds')
  .description('CDS Hooks service: may naltrexone be given, and if not, when and after what?')
  .version(readVersion().version)
  .showHelpAfterError('(--help shows what there is)');

const repeatable = (value: string, before: readonly string[]) => [...before, value];
const ALLOW_FHIR = [
  '--allow-fhir <base>',
  'read charts from FHIR servers under this base address (repeatable)',
] as const;

program
  .command('serve')
  .description('run the service; settings come from NALTREXONE_CDS_*')
  .option('--insecure-no-auth', 'answer any caller on this machine, without authentication')
  .option(...ALLOW_FHIR, repeatable, [])
  .action(async (options: Flags) => (await import('./serve.js')).serve(options));

const demo = program
  .command('demo')
  .description('run the service with an embedded FHIR server and the people of fhir-fixtures')
  .option('--port <port>', 'port of the service; the FHIR server takes the second one after it')
  .action(async (options: Flags) => (await import('./demo.js')).demo(options));
demo
  .command('sign')
  .argument('<folder>', 'a folder name in fhir-fixtures/patients')
  .description("sign that patient's naltrexone order in a running demo and show the cards")
  .requiredOption('--url <address>', 'address of the running demo')
  .option('--json', 'print the CDS Hooks response instead')
  .action(async (folder: string, options: DemoSignOptions) =>
    (await import('./demo-sign.js')).demoSign(folder, options),
  );

program
  .command('check')
  .argument('[file...]', 'CDS Hooks requests as JSON files; - reads one from stdin')
  .description('answer CDS Hooks requests without a server')
  .option('--now <instant>', 'evaluate as of this instant, for example 2026-11-24T15:00:00-05:00')
  .option('--time-zone <zone>', "the site's time zone, for example America/Chicago")
  .option('--service <id>', 'CDS service to ask', 'naltrexone-safety')
  .option('--site <file>', 'site file')
  .option(...ALLOW_FHIR, repeatable, [])
  .option('--json', 'print one JSON document a line')
  .option('--lines', 'read one {"id","request",…} a line from stdin, print one answer a line')
  .option('--discovery', 'print the discovery document')
  .action(async (files: string[], options: CheckOptions) =>
    (await import('./check.js')).check(files, options),
  );

program
  .command('packet')
  .argument('<file>', 'a CDS Hooks request that orders naltrexone, as a JSON file; - reads stdin')
  .description('write letter, evidence packet, questionnaire and FHIR document from the chart')
  .option(
    '--out <folder>',
    'a new folder for the papers; they are patient data',
    'naltrexone-packet',
  )
  .option('--now <instant>', 'write as of this instant, for example 2026-11-24T15:00:00-05:00')
  .option('--time-zone <zone>', "the site's time zone, for example America/Chicago")
  .option('--site <file>', 'site file')
  .option(...ALLOW_FHIR, repeatable, [])
  .action(async (file: string, options: PacketOptions) =>
    (await import('./packet.js')).packet(file, options),
  );

const knowledge = program.command('knowledge').description('the reviewed knowledge in cards/');
knowledge
  .command('lint')
  .description('check every file of cards/')
  .action(async () => (await import('./knowledge.js')).lintKnowledge());
knowledge
  .command('list')
  .description('list the clinical questions with version, status, owner and review date')
  .action(async () => (await import('./knowledge.js')).listKnowledge());

knowledge
  .command('book')
  .description('print the card book, the reviewed knowledge as one document')
  .action(async () => (await import('./knowledge.js')).printCardBook());
knowledge
  .command('payers')
  .description('print the payer policies of cards/coverage as one document')
  .action(async () => (await import('./knowledge.js')).printPayerPolicies());

const clients = program
  .command('clients')
  .description('the clients that may call, from NALTREXONE_CDS_CLIENTS');
const CLIENTS_FILE = ['--file <path>', 'another clients file'] as const;
clients
  .command('list')
  .description('list them with issuer, keys and what holds for each')
  .option(...CLIENTS_FILE)
  .action(async (options: ClientsOptions) =>
    (await import('./clients-list.js')).listClients(options),
  );
clients
  .command('check')
  .argument('<id>', 'id of a client')
  .description('fetch its keys, and say what is wrong with a token of it')
  .option('--token <jwt>', 'a token as the client would send it; - reads it from stdin')
  .option(...CLIENTS_FILE)
  .action(async (id: string, options: ClientsCheckOptions) =>
    (await import('./clients-check.js')).checkClient(id, options),
  );

const keys = program
  .command('keys')
  .description('the keys of this service, from NALTREXONE_CDS_KEYS');
const KEYS_FILE = ['--file <path>', 'another keys file'] as const;
keys
  .command('new')
  .description('write a new keys file; never over an old one')
  .requiredOption('--file <path>', 'where it is written')
  .action(async ({ file }: { file: string }) => (await import('./keys-new.js')).makeKeys(file));
keys
  .command('rotate')
  .description('add new keys and use them; the old ones stay for reading')
  .option(...KEYS_FILE)
  .option('--retire-before <date>', 'remove keys that were made before this day and are not in use')
  .option('--patient-hash', 'a new patient-hash key too: earlier records are no longer linked')
  .action(async (options: KeysRotateOptions) =>
    (await import('./keys-rotate.js')).renewKeys(options),
  );
keys
  .command('jwks')
  .description('print the public SMART client keys as a JWK Set, for an EHR to register')
  .option(...KEYS_FILE)
  .action(async (options: KeysOptions) => (await import('./keys-jwks.js')).printJwks(options));

addRecordCommands(program);
addGovernanceCommands(program);

program
  .command('doctor')
  .argument('<client-id>', 'id of a client')
  .description("show what a client's site really answers to everything that a hook call asks")
  .requiredOption('--patient <id>', 'FHIR id of a test patient; nothing of the chart is printed')
  .option('--token <source>', 'an access token; only - is taken, which reads it from stdin')
  .option('--fhir-server <base>', 'as the EHR sends it; may be left out when one is registered')
  .option('--scope <scopes>', 'SMART scopes of the token, with blanks between them')
  .option('--service-url <address>', 'look at the discovery document of the service there too')
  .option('--json', 'print one JSON document')
  .option(...CLIENTS_FILE)
  // 1 says that something at the site needs a person.
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .action(async (id: string, options: DoctorOptions) =>
    (await import('./doctor.js')).doctor(id, options),
  );

program
  .command('config')
  .description('the settings of this process')
  .command('print')
  .description('print the settings that `serve` would use here')
  .action(async () => (await import('./config-print.js')).printConfig());

// `… | head` closes the pipe before we are done; that is no mistake.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

try {
  await program.parseAsync();
} catch (error) {
  complainAbout(error);
}
