import type { Diagnosis } from '../diagnosis.js';
import type { Exposure } from '../exposure.js';
import { isOpioidTherapy } from '../indication.js';
import { readPoisoning } from '../read-poisoning.js';
import { clipAtNow, type Reader } from './reader.js';

/**
 * Diagnoses that are evidence of opioid use (`clinical-opioid` 5.3): a coded poisoning or adverse effect is a dated, confirmed
 * exposure; long-term opioid therapy (Z79.891) is a possible ongoing one, whatever its age.
 */
export function readOpioidDiagnoses(
  reader: Reader,
  diagnoses: readonly Diagnosis[],
): readonly Exposure[] {
  return diagnoses.flatMap((diagnosis) => {
    const therapy = isOpioidTherapy(diagnosis) ? [longTermTherapy(diagnosis)] : [];
    return diagnosis.group === 'opioid-overdose/poisoning'
      ? [...therapy, ...poisoning(reader, diagnosis)]
      : therapy;
  });
}

const longTermTherapy = (diagnosis: Diagnosis): Exposure => ({
  ingredient: 'opioid',
  name: 'long-term opioid therapy',
  exposureClass: 'unknown-opioid',
  illicit: false,
  from: 'opioid-therapy-diagnosis',
  certainty: 'possible',
  last: undefined,
  ongoing: false,
  asNeeded: false,
  listedOn: diagnosis.at?.latest,
  doubt: 'opioid-therapy',
  provenance: diagnosis.provenance,
});

function poisoning(reader: Reader, diagnosis: Diagnosis): readonly Exposure[] {
  const event = readPoisoning(reader.terminology, diagnosis);
  if (event === undefined || event.intent === 'underdosing') return [];
  const dated = event.encounter === 'event' ? diagnosis.at : diagnosis.onset;
  if (dated === undefined && event.encounter === 'past-event') return [];
  const at = dated === undefined ? undefined : clipAtNow(reader, dated);
  const name = event.opioids.length === 0 ? 'opioid' : event.opioids.join(' or ');
  return [
    {
      ingredient: event.opioids.length === 0 ? 'opioid' : event.opioids.join(' + '),
      name: event.intent === 'adverse-effect' ? `${name} (adverse effect)` : `${name} (poisoning)`,
      exposureClass: event.exposureClass,
      illicit: event.illicit,
      from: 'poisoning',
      certainty: at?.when === 'past' ? 'confirmed' : 'possible',
      last: at?.when === 'past' ? at.at : undefined,
      ongoing: false,
      asNeeded: false,
      listedOn: undefined,
      doubt: at === undefined ? 'undated' : at.when === 'future' ? 'future-dated' : undefined,
      provenance: diagnosis.provenance,
    },
  ];
}
