import type { Procedure } from 'fhir/r4.js';
import { daysLater } from '../../time/distance.js';
import type { Span } from '../../time/instant.js';
import { readFhirTime } from '../../time/read-fhir-time.js';
import { type ChartRow, provenanceOf } from '../chart-rows.js';
import { type Exposure, isBuprenorphineDepot } from '../exposure.js';
import { recogniseProcedure } from '../recognise/recognise-procedure.js';
import { drugOf, type MedicationUse } from './medication-use.js';
import { readPeriodEnd } from './read-period-end.js';
import { clipAtNow, type PastTime, type Reader } from './reader.js';

/** A completed procedure that gave, or removed, an opioid or depot naltrexone (`clinical-opioid` 5.1, last row; 8.1; 8.3). */
export function readProcedure(reader: Reader, row: ChartRow<Procedure>): MedicationUse | undefined {
  const { resource } = row;
  if (resource.status !== 'completed') return undefined;
  const identity = recogniseProcedure(reader.terminology, resource.code);
  if (identity.is === 'other' || identity.is === 'naloxone-challenge') return undefined;
  const provenance = provenanceOf(row);
  const performed = performedAt(reader, resource);
  const at = performed.when === 'past' ? performed.at : undefined;
  const certainty = at === undefined ? 'possible' : 'confirmed';
  switch (identity.is) {
    case 'depot-naltrexone':
      return at && { is: 'naltrexone-dose', dose: { product: 'depot', at, provenance } };
    case 'implant-removed': {
      const product = 'buprenorphine-implant';
      return {
        is: 'depot',
        depot: { product, event: 'removed', from: 'procedure', certainty, at, provenance },
      };
    }
    case 'exposure': {
      const { medication, coversDays } = identity;
      if (isBuprenorphineDepot(medication.exposureClass)) {
        const product = medication.exposureClass;
        return {
          is: 'depot',
          depot: { product, event: 'given', from: 'procedure', certainty, at, provenance },
        };
      }
      const exposure: Exposure = {
        from: 'procedure',
        certainty,
        last: at && covered(at, coversDays),
        ongoing: false,
        asNeeded: false,
        listedOn: undefined,
        doubt:
          performed.when === 'future'
            ? 'future-dated'
            : performed.when === 'undated'
              ? 'undated'
              : undefined,
        provenance,
        ...drugOf(medication),
      };
      return { is: 'exposure', exposure };
    }
  }
}

const covered = (at: Span, days: number): Span =>
  days === 0 ? at : { earliest: daysLater(at.earliest, days), latest: daysLater(at.latest, days) };

function performedAt(reader: Reader, resource: Procedure): PastTime {
  const span =
    readFhirTime(resource.performedDateTime, reader.zone) ??
    readPeriodEnd(resource.performedPeriod, reader.zone) ??
    readFhirTime(resource.performedPeriod?.start, reader.zone);
  return span === undefined ? { when: 'undated' } : clipAtNow(reader, span);
}
