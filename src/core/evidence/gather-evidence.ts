import type { Encounter, Patient } from 'fhir/r4.js';
import type { DraftOrder } from '../call.js';
import { type Chart, resourcesOf, type SliceName } from '../chart.js';
import type { Knowledge } from '../pack/knowledge.js';
import { type Numbers, numbersOf } from '../pack/policy.js';
import type { SiteFile } from '../pack/site.js';
import type { Clock } from '../rules/rule.js';
import { ageInYears, possibleAges } from './age-in-years.js';
import { readBilling } from './billing/read-billing.js';
import { rowsOf } from './chart-rows.js';
import { gatherCoverage } from './coverage/gather-coverage.js';
import type { Evidence } from './evidence.js';
import { type ChallengeNumbers, exposuresFromChallenges } from './exposures-from-challenges.js';
import {
  exposuresFromWithdrawalScores,
  type WithdrawalScoreNumbers,
} from './exposures-from-withdrawal-scores.js';
import { textOf } from './fhir-json.js';
import { type IdentifiedObservation, identifyObservations } from './identify-observations.js';
import { hasActiveOpioidDiagnosis } from './indication.js';
import { readLiverEvidence } from './liver/read-liver-evidence.js';
import { gatherMedicationUse } from './opioid-use/gather-medication-use.js';
import { readOpioidDiagnoses } from './opioid-use/read-opioid-diagnoses.js';
import type { ExposureNumbers } from './opioid-use/reader.js';
import { gatherPapers } from './papers/gather-papers.js';
import { readContextMedications } from './read-context-medications.js';
import { readAlcoholUse } from './read-alcohol-use.js';
import { readAllergies } from './read-allergies.js';
import { readBodyWeights } from './read-body-weights.js';
import { readDiagnoses } from './read-diagnoses.js';
import { readNaloxoneChallenges } from './read-naloxone-challenges.js';
import { readPlannedOperations } from './read-planned-operations.js';
import { readPregnancyResults } from './read-pregnancy-results.js';
import { readRecordedAnswers } from './read-recorded-answers.js';
import { readRescueSupplies } from './read-rescue-supplies.js';
import { readSelfHarmAnswers } from './read-self-harm-answers.js';
import { readSelfReports } from './read-self-reports.js';
import { readWithdrawalScores } from './read-withdrawal-scores.js';
import { exposuresFromToxicology } from './toxicology/exposures-from-toxicology.js';
import { readToxicology } from './toxicology/read-toxicology.js';
import type { SpecimenNumbers, ToxicologyReader } from './toxicology/toxicology-reader.js';

const OBSERVATIONS: readonly SliceName[] = [
  'laboratory',
  'liverTests',
  'assessments',
  'socialHistory',
  'bodyWeight',
];

/** All clinical facts of a chart as one order's rules see them: FHIR ends here. */
export function gatherEvidence(
  chart: Chart,
  clock: Clock,
  knowledge: Knowledge,
  numbers: Numbers,
  order: DraftOrder,
  site: SiteFile,
): Evidence {
  const { zone, now, planned } = clock;
  const { terminology } = knowledge;
  const reader: ToxicologyReader = {
    terminology,
    medications: chart.medications,
    zone,
    now,
    planned,
    numbers: numbersOf<keyof ExposureNumbers>(numbers, 'opioid-exposure'),
    knowledge: knowledge.toxicology,
    specimenNumbers: numbersOf<keyof SpecimenNumbers>(numbers, 'opioid-toxicology-coverage'),
  };
  const observations = identifyObservations(
    rowsOf(chart, 'Observation', OBSERVATIONS),
    terminology,
  );
  const reports = rowsOf(chart, 'DiagnosticReport', ['diagnosticReports']);
  const serviceRequests = rowsOf(chart, 'ServiceRequest', ['serviceRequests']);
  const procedures = rowsOf(chart, 'Procedure', ['procedures']);
  const orders = rowsOf(chart, 'MedicationRequest', ['medicationRequests']);
  const statements = rowsOf(chart, 'MedicationStatement', ['medicationStatements']);
  const dispenses = rowsOf(chart, 'MedicationDispense', ['medicationDispenses']);
  const allergyRows = rowsOf(chart, 'AllergyIntolerance', ['allergies']);
  const tests = { observations, reports, serviceRequests };

  const diagnoses = readDiagnoses(rowsOf(chart, 'Condition', ['conditions']), terminology, zone);
  const use = gatherMedicationUse(reader, chart);
  const toxicology = readToxicology(tests, reader);
  const assessments = observations.filter(isAssessment);
  const withdrawalScores = readWithdrawalScores(assessments, reader);
  const naloxoneChallenges = readNaloxoneChallenges(
    { observations: assessments, procedures },
    reader,
  );
  const patient = resourcesOf(chart.slices.patient)[0] as Patient | undefined;
  const encounter = resourcesOf(chart.slices.encounter)[0] as Partial<Encounter> | undefined;
  const encounterClass = textOf(encounter?.class?.code);
  const sex = sexOf(patient);
  return {
    sex,
    age: possibleAges(patient?.birthDate, planned, zone),
    exposures: [
      ...use.exposures,
      ...readOpioidDiagnoses(reader, diagnoses),
      ...readSelfReports(assessments, reader, diagnoses),
      ...exposuresFromToxicology(toxicology, hasActiveOpioidDiagnosis(diagnoses)),
      ...exposuresFromWithdrawalScores(
        withdrawalScores,
        now,
        numbersOf<keyof WithdrawalScoreNumbers>(numbers, 'opioid-withdrawal'),
      ),
      ...exposuresFromChallenges(
        naloxoneChallenges,
        now,
        numbersOf<keyof ChallengeNumbers>(numbers, 'naloxone-challenge'),
      ),
    ],
    buprenorphineDepots: use.depots,
    naltrexoneDoses: use.doses,
    naltrexoneListings: use.listings,
    activeNaltrexone: use.activeNaltrexone,
    otherMedications: use.others,
    contextMedications: readContextMedications(reader, [...orders, ...statements]),
    rescueSupplies: readRescueSupplies(
      reader,
      { orders, statements, dispenses, procedures, assessments },
      order,
    ),
    alcohol: readAlcoholUse(observations, reader),
    bodyWeights: readBodyWeights(assessments, knowledge.liverLaboratory.units, reader),
    plannedOperations: readPlannedOperations(
      serviceRequests,
      rowsOf(chart, 'Appointment', ['appointments']),
      terminology,
      zone,
    ),
    toxicology,
    withdrawalScores,
    naloxoneChallenges,
    diagnoses,
    allergies: readAllergies(allergyRows, terminology, zone),
    pregnancy: readPregnancyResults(observations, reader),
    selfHarmAnswers: readSelfHarmAnswers(assessments, reader),
    recordedAnswers: readRecordedAnswers(observations, zone),
    liver: readLiverEvidence(
      { ...tests, diagnoses },
      {
        terminology,
        laboratory: knowledge.liverLaboratory,
        siteLimits: site.laboratoryLimits,
        zone,
        now,
        sex,
        ageYears: ageInYears(patient?.birthDate, now, zone),
      },
    ),
    coverage: gatherCoverage(
      chart,
      {
        orders,
        statements,
        dispenses,
        allergies: allergyRows,
        doses: use.doses,
        observations,
        reader,
      },
      clock,
      knowledge,
      order,
      site.readiness,
    ),
    billing: readBilling(
      { terminology, zone, site: site.readiness, encounterClass },
      rowsOf(chart, 'Claim', ['claims']),
      order,
    ),
    papers: gatherPapers(chart, reader, use.doses),
    encounterClass,
    failed: slicesIn(chart, ['failed']),
    incomplete: slicesIn(chart, ['failed', 'partial']),
  };
}

const sexOf = (patient: Patient | undefined): Evidence['sex'] =>
  patient?.gender === 'female' || patient?.gender === 'male' ? patient.gender : 'unknown';

const isAssessment = ({ identity, components }: IdentifiedObservation): boolean =>
  identity.is === 'assessment' || components.some((part) => part.identity.is === 'assessment');

function slicesIn(chart: Chart, states: readonly string[]): ReadonlySet<SliceName> {
  const names = Object.keys(chart.slices) as SliceName[];
  return new Set(names.filter((name) => states.includes(chart.slices[name].state)));
}
