import { loadKeys } from '../keys/load-keys.js';
import { markWith } from '../record/marks.js';
import { openStore } from '../store/open-store.js';
import { UsageError } from './complain-about.js';
import { keysPath } from './keys-path.js';
import { startOfDay } from './read-day.js';
import { type StoreOptions, storeUrl } from './store-url.js';

export interface StoreDeleteOptions extends StoreOptions {
  readonly client?: string;
  /** FHIR id at that client. */
  readonly patient?: string;
  /** ISO day, UTC. */
  readonly before?: string;
  readonly yes?: boolean;
}

/** Deletes records with their snapshots and the feedback on them: of one patient, or all before a day. */
export async function deleteRecords(options: StoreDeleteOptions): Promise<void> {
  const { client, patient } = options;
  if (patient === undefined && options.before === undefined) {
    throw new UsageError('store delete needs --patient ID with --client ID, or --before DAY.');
  }
  if (patient !== undefined && client === undefined) {
    throw new UsageError('The same id is another patient at another client: give --client ID.');
  }
  const which = {
    ...(client === undefined ? {} : { client }),
    ...(options.before === undefined ? {} : { before: startOfDay(options.before, '--before') }),
    ...(patient === undefined || client === undefined
      ? {}
      : {
          patient: markWith(loadKeys(keysPath()).patientHash.key)('patient', client, bare(patient)),
        }),
  };
  const url = storeUrl(options);
  if (options.yes !== true) {
    throw new UsageError('What is deleted does not come back. Say --yes to delete it.');
  }
  const store = await openStore(url);
  try {
    const deleted = await store.decisions.delete(which, Date.now());
    console.log(
      deleted === 0
        ? 'Nothing was deleted: no record matches. Records that were made with an earlier patient-hash key cannot be found by a patient.'
        : `${String(deleted)} records were deleted, with their snapshots and the feedback on them. Their digests stay.`,
    );
  } finally {
    await store.close();
  }
}

/** As a hook call says it, `Patient/` or not. */
const bare = (id: string): string => id.trim().replace(/^.*\//, '');
