/* eslint-disable */
import { p, P, B, L, lab, alt, ast, bil, alp, inr, alb, cond, drug, rx, loinc } from './probes-liver.js';
const AL = 'ntx-hypersensitivity', BL = 'bleeding-risk-im', IH = 'liver-inr-high', RE = 'renal-impairment', PR = 'pregnancy-lactation', AGE = 'age-under-18', AN = 'analgesia-planned', OR = 'overdose-rescue-missing', IN = 'ntx-indication-missing', LO = 'lofexidine-interaction', DI = 'disulfiram-hepatotoxic', TH = 'thioridazine-interaction', AC = 'acetaminophen-heavy', AA = 'alcohol-active-drinking', AW = 'alcohol-withdrawal', RT = 'ntx-route-error', DO = 'ntx-dose-error', TE = 'ntx-too-early', DU = 'ntx-duplicate', S = 'liver-severe-elevation', DE = 'liver-decompensated', FP = 'liver-failure-pattern', CO = 'liver-chronic-condition', UN = 'liver-result-unreadable', AQ = 'liver-acute-condition', MI = 'liver-tests-missing', AG = 'liver-tests-aging', ST = 'liver-tests-stale';
const O = ['oud', 'negative-panel', 'normal-liver'];
const raw = (name: string, given: string[], facts: any[], extra: any[], ind: any, rules: any, more: any = {}) => { p(name, given, facts, ind, rules, more); P[P.length - 1].raw = extra; P[P.length - 1].mut = more.mut; P[P.length - 1].mutPatient = more.mutPatient; };
const S1 = { reference: 'Patient/p1' };
const RX = 'http://www.nlm.nih.gov/research/umls/rxnorm', ICD = 'http://hl7.org/fhir/sid/icd-10-cm', LN = 'http://loinc.org';
const cs = (s: string, c: string) => ({ coding: [{ system: `http://terminology.hl7.org/CodeSystem/${s}`, code: c }] });
// allergy raw
const ai = (m: any) => ({ resourceType: 'AllergyIntolerance', id: 'ra', patient: S1, clinicalStatus: cs('allergyintolerance-clinical', 'active'), verificationStatus: cs('allergyintolerance-verification', 'confirmed'), ...m });
raw('allergy substance', B, [], [ai({ reaction: [{ substance: { text: 'naltrexone' }, manifestation: [{ text: 'rash' }] }] })], 'critical', [AL]);
raw('allergy no type', B, [], [ai({ code: { text: 'naltrexone' } })], 'critical', [AL]);
raw('allergy no status', B, [], [{ resourceType: 'AllergyIntolerance', id: 'ra', patient: S1, code: { text: 'naltrexone' } }], 'critical', [AL]);
raw('intolerance anaphylaxis snomed', B, [], [ai({ type: 'intolerance', code: { text: 'naltrexone' }, reaction: [{ manifestation: [{ coding: [{ system: 'http://snomed.info/sct', code: '39579001', display: 'Anaphylaxis' }] }] }] })], 'critical', [AL]);
raw('intolerance severity severe only', B, [], [ai({ type: 'intolerance', code: { text: 'naltrexone' }, reaction: [{ severity: 'severe', manifestation: [{ text: 'rash' }] }] })], 'warning', [AL]);
raw('allergy substance CMC oral', B, [], [ai({ reaction: [{ substance: { text: 'carboxymethylcellulose' }, manifestation: [{ text: 'rash' }] }] })], 'none', [], { order: { kind: 'oral' } });
raw('allergy combined text', B, [], [ai({ code: { text: 'Naltrexone HCl' } })], 'critical', [AL]);
raw('allergy ReVia', B, [], [ai({ code: { text: 'ReVia' } })], 'critical', [AL]);
raw('allergy negated', B, [], [ai({ code: { coding: [{ system: 'http://snomed.info/sct', code: '716186003', display: 'No known allergy' }] } })], 'none', []);
// condition raw
const co = (code: string, m: any = {}) => ({ resourceType: 'Condition', id: 'rc', subject: S1, code: { coding: [{ system: ICD, code }] }, ...m });
raw('cond no statuses', B, [], [co('K76.7')], 'critical', [DE]);
raw('onsetPeriod', ['aud', 'negative-panel', 'normal-alt'], [], [co('B16.9', { onsetPeriod: { start: '2025-01-01', end: '2025-02-01' } })], 'warning', [AQ]);
raw('code system OID', B, [], [{ ...co('x'), code: { coding: [{ system: 'urn:oid:2.16.840.1.113883.6.90', code: 'K76.7' }] } }], 'critical', [DE]);
raw('code without dot', B, [], [{ ...co('x'), code: { coding: [{ system: ICD, code: 'K767' }] } }], 'critical', [DE]);
raw('icd10 who', B, [], [{ ...co('x'), code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10', code: 'K76.7' }] } }], 'critical', [DE]);
raw('eie clinical cond', B, [], [co('K76.7', { verificationStatus: cs('condition-ver-status', 'entered-in-error') })], 'none', []);
// observation raw
const rob = (m: any, code = '1742-6') => ({ resourceType: 'Observation', id: 'ro', status: 'final', subject: S1, code: { coding: [{ system: LN, code }] }, effectiveDateTime: '2026-11-14', ...m });
const u = (v: number) => ({ value: v, unit: 'U/L', system: 'http://unitsofmeasure.org', code: 'U/L' });
const A2 = [...L, 'normal-ast', 'normal-bilirubin'];
raw('valueInteger', A2, [], [rob({ valueInteger: 240, referenceRange: [{ high: { value: 40 } }] })], 'critical', [S]);
raw('valueInteger, no range', A2, [], [rob({ valueInteger: 240 })], 'warning', [UN]);
raw('effectivePeriod end', A2, [], [{ ...rob({ valueQuantity: u(240) }), effectiveDateTime: undefined, effectivePeriod: { start: '2026-01-01', end: '2026-11-14' } }], 'critical', [S]);
raw('effectiveInstant', A2, [], [{ ...rob({ valueQuantity: u(240) }), effectiveDateTime: undefined, effectiveInstant: '2026-11-14T10:00:00Z' }], 'critical', [S]);
raw('no time', A2, [], [{ ...rob({ valueQuantity: u(240) }), effectiveDateTime: undefined }], undefined, undefined, {});
raw('unit only word', A2, [], [rob({ valueQuantity: { value: 240, unit: 'U/L' } })], 'critical', [S]);
raw('code only unit', A2, [], [rob({ valueQuantity: { value: 240, code: 'U/L', system: 'http://unitsofmeasure.org' } })], 'critical', [S]);
raw('two interpretations', A2, [], [rob({ interpretation: [{ text: 'High' }, cs('v3-ObservationInterpretation', 'H')] })], 'warning', [UN]);
raw('LOINC alias', A2, [], [{ ...rob({ valueQuantity: u(240) }), code: { coding: [{ system: 'urn:oid:2.16.840.1.113883.6.1', code: '1742-6' }] } }], 'critical', [S]);
raw('value and dataAbsent', A2, [], [rob({ dataAbsentReason: cs('data-absent-reason', 'error') })], 'warning', [UN]);
raw('age range filtered', A2, [], [rob({ valueQuantity: u(130), referenceRange: [{ high: u(30), age: { high: { value: 18, unit: 'a', system: 'http://unitsofmeasure.org', code: 'a' } } }, { high: u(60), age: { low: { value: 18, unit: 'a', system: 'http://unitsofmeasure.org', code: 'a' } } }] })], 'none', []);
raw('appliesTo snomed', A2, [], [rob({ valueQuantity: u(130), referenceRange: [{ high: u(30), appliesTo: [{ coding: [{ system: 'http://snomed.info/sct', code: '248152002' }] }] }, { high: u(60), appliesTo: [{ coding: [{ system: 'http://snomed.info/sct', code: '248153007' }] }] }] })], 'none', []);
raw('appliesTo pregnancy dropped', A2, [], [rob({ valueQuantity: u(130), referenceRange: [{ high: u(30), appliesTo: [{ text: 'pregnancy' }] }, { high: u(60) }] })], 'none', []);
raw('hasMember cycle', L, [], [{ ...rob({ hasMember: [{ reference: 'Observation/r2' }] }, '24325-3') }, { ...rob({ hasMember: [{ reference: 'Observation/ro' }] }, '24325-3'), id: 'r2' }], 'warning', [MI]);
// comparators elsewhere
for (const [v, c, ind, r] of [[60, '>', 'none', []], [90, '>', 'none', []], [15, '<', 'warning', [RE]], [30, '<', 'warning', [RE]]] as any) p(`eGFR ${c}${v}`, B, [lab('eGFR', v, 'mL/min/1.73m2', '-10d', undefined, { comparator: c })], ind, r);
p('eGFR text >60', B, [lab('eGFR', '>60', undefined)], 'none', []); p('eGFR text >60 with N18.4', B, [lab('eGFR', '>60', undefined), cond('N18.4')], 'none', []);
p('plt <10', B, [lab('platelets', 10, 'K/uL', '-10d', undefined, { comparator: '<' })], 'warning', [BL]); p('plt >100', B, [lab('platelets', 100, 'K/uL', '-10d', undefined, { comparator: '>' })], 'none', []);
p('INR >8', B, [lab('INR', 8, undefined, '-10d', undefined, { comparator: '>' })], 'warning', [IH, BL]); p('INR <1.5', B, [lab('INR', 1.5, undefined, '-10d', undefined, { comparator: '<' })], 'none', []);
const ob = (code: any, m: any, at: string) => ({ type: 'Observation', code, effective: at, ...m });
p('PEth <20', B, [ob('PEth', { value: 20, unit: 'ng/mL', comparator: '<' }, '-5d')], 'none', []); p('PEth >400', B, [ob('PEth', { value: 400, unit: 'ng/mL', comparator: '>' }, '-5d')], 'info', [AA]);
p('drink string', B, [ob('last drink (self-report)', { value: '2026-11-22' }, '0d')], 'warning', [AA]); p('drink string old', B, [ob('last drink (self-report)', { value: '2026-11-20' }, '0d')], 'none', []); p('drink words', B, [ob('last drink (self-report)', { value: 'last drink on 2026-11-23, 6 beers' }, '0d')], 'warning', [AA]);
p('breath 24h1m', B, [ob('breath alcohol', { value: 0.05, unit: 'g/dL' }, '-24h1m')], 'none', []); p('CIWA 48h1m', B, [ob('CIWA-Ar total', { value: 12 }, '-48h1m')], 'none', []);
p('breath words positive', B, [ob('breath alcohol', { value: 'Positive' }, '-2h')], 'warning', [AA]); p('breath %', B, [ob('breath alcohol', { value: 0.05, unit: '%' }, '-2h')], 'warning', [AA]);
p('EtG LOINC', B, [ob(loinc('45324-1', 'Ethyl glucuronide [Presence] in Urine'), { value: 'Positive' }, '-2d')], 'warning', [AA]);
p('EtG instant 3 d 5h', B, [ob('urine EtG', { value: 'Positive' }, '-3dT08:00')], 'warning', [AA]);
p('CIWA text words', B, [ob({ text: 'CIWA score' }, { value: 9 }, '-3h')], 'warning', [AW]);
p('F10.231 contrave 7 d', B, [cond('F10.231', '-7d')], 'critical', [AW], { order: { kind: 'contrave' }, mention: ['seizure'] });
// dosing
const tm = (repeat: any, more: any = {}) => ({ mut: (d: any) => { d.dosageInstruction[0].timing = { repeat, ...more }; } });
for (const [nm, r, ind] of [['4 wk', { frequency: 1, period: 4, periodUnit: 'wk' }, 'none'], ['3 wk', { frequency: 1, period: 3, periodUnit: 'wk' }, 'warning'], ['2 wk', { frequency: 1, period: 2, periodUnit: 'wk' }, 'critical'], ['1 mo', { frequency: 1, period: 1, periodUnit: 'mo' }, 'none'], ['2/mo', { frequency: 2, period: 1, periodUnit: 'mo' }, 'critical'], ['672 h', { frequency: 1, period: 672, periodUnit: 'h' }, 'none'], ['504 h', { frequency: 1, period: 504, periodUnit: 'h' }, 'warning'], ['503 h', { frequency: 1, period: 503, periodUnit: 'h' }, 'critical'], ['1 d', { frequency: 1, period: 1, periodUnit: 'd' }, 'critical'], ['count 1', { count: 1 }, 'none']] as any) raw(`timing ${nm}`, B, [], [], ind, ind === 'none' ? [] : [DO], tm(r));
for (const [c, ind] of [['BID', 'critical'], ['QD', 'critical'], ['QW', 'critical'], ['WK', 'critical'], ['MO', 'none'], ['Q4W', 'none'], ['Q3W', undefined]] as any) raw(`timing code ${c}`, B, [], [], ind, undefined, { mut: (d: any) => { d.dosageInstruction[0].timing = { code: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-GTSAbbreviation', code: c }], text: c } }; } });
raw('text deltoid', B, [], [], 'warning', [RT], { mut: (d: any) => { delete d.dosageInstruction[0].site; d.dosageInstruction[0].text = 'Inject 380 mg IM into the deltoid every 4 weeks'; } });
raw('text gluteal', B, [], [], 'none', [], { mut: (d: any) => { delete d.dosageInstruction[0].site; d.dosageInstruction[0].text = 'Inject 380 mg deep IM gluteal, alternate buttocks'; } });
raw('text not deltoid', B, [], [], undefined, undefined, { mut: (d: any) => { delete d.dosageInstruction[0].site; d.dosageInstruction[0].text = '380 mg IM gluteal; never deltoid'; } });
raw('text intravenous', B, [], [], 'critical', [RT], { mut: (d: any) => { delete d.dosageInstruction[0].route; d.dosageInstruction[0].text = '380 mg intravenous'; } });
raw('route intradermal snomed', B, [], [], 'critical', [RT], { mut: (d: any) => { d.dosageInstruction[0].route = { coding: [{ system: 'http://snomed.info/sct', code: '372464004' }] }; } });
raw('no birth date', B, [], [], 'info', [AGE], { mutPatient: (x: any) => { delete x.birthDate; } });
raw('male pregnant', B, [cond('Z34.90', '-20d')], [], 'warning', [PR]);
// partial dates of the depot
const adm = (at: string, m: any = {}) => ({ type: 'MedicationAdministration', code: 'naltrexone', form: 'depot', doseMg: 380, effective: at, ...m });
p('adm 2026-11', B, [adm('2026-11')], 'critical', [TE]); p('adm 2026-10', [...L, 'normal-liver -100d'], [adm('2026-10')], 'info', [TE, AG]);
p('adm stopped', B, [adm('-10d', { status: 'stopped' })], undefined as any, undefined);
// continuation (point 6)
const C = ['depot-given', 'naloxone', 'oud'];
p('cont oud no tox', [...C, 'normal-liver -170d'], [], 'none', []); p('cont aud no tox', ['depot-given', 'aud', 'normal-liver -170d'], [], 'none', []); p('cont oud no rescue', ['depot-given', 'oud', 'normal-liver -170d'], [], 'info', [OR]); p('cont no indication', ['depot-given', 'normal-liver'], [], 'info', [IN]);
p('cont severe', [...C], [alt(240)], 'critical', [S]); p('cont cirrhosis 60 d', [...C, 'normal-liver -60d', 'cirrhosis'], [], 'info', [CO]);
p('cont pregnant', [...C, 'normal-liver'], [{ type: 'Observation', code: 'pregnancy status', effective: '-9d', value: 'Pregnant' }], 'warning', [PR], { patient: { sex: 'female' } });
p('36 d = first: tox missing', [...['depot-given -36d', 'naloxone', 'oud'], 'normal-liver -100d'], [], 'warning', undefined, { has: ['opioid-tox-missing', AG, 'ntx-late-redose'] });
p('35 d', [...['depot-given -35d', 'naloxone', 'oud'], 'normal-liver -100d'], [], 'none', []);
p('planned: 30 d now, 36 on planned', [...['depot-given -30d', 'naloxone', 'oud'], 'normal-liver -20d'], [], undefined as any, undefined, { order: { plannedDate: '+6d' }, has: ['opioid-tox-missing'] });
p('ingredient-only list on continuation', ['depot-given', 'aud', 'normal-liver'], [{ type: 'MedicationStatement', code: 'naltrexone', status: 'active' }], 'warning', [DU]);
p('Vivitrol list on continuation', ['depot-given', 'aud', 'normal-liver'], [{ type: 'MedicationStatement', code: 'Vivitrol', status: 'active' }], 'none', []);
// FP + R18.8 + heart failure
p('INR 1.6 R18.8 HF', B, [inr(1.6), cond('R18.8'), cond('I50.9')], 'critical', [FP]);
p('urine ethanol', B, [ob(loinc('5645-7', 'Ethanol [Mass/volume] in Urine'), { value: 80, unit: 'mg/dL' }, '-3h')], 'none', []);
// order-select
p('order-select severe', A2, [alt(240)], 'critical', [S], { order: { hook: 'order-select' } });
p('order-select other selected', A2, [alt(240)], 'none', [], { order: { hook: 'order-select', selections: ['other'] }, drafts: [{ type: 'MedicationRequest', code: { text: 'lisinopril 10 mg tablet' } }] });
// two naltrexone drafts: worse wins
p('oral + ldn drafts', B, [], 'warning', undefined, { order: { kind: 'oral' }, drafts: [{ type: 'MedicationRequest', code: { text: 'naltrexone 4.5 mg capsule low dose' } }], has: [DU] });
p('contrave + depot: moderate by depot', A2, [alt(160)], 'warning', undefined, { order: { kind: 'contrave' }, drafts: [{ type: 'MedicationRequest', code: 'Vivitrol' }], has: [DU, 'liver-moderate-elevation'] });
p('contrave + depot: severe critical', A2, [alt(240)], 'critical', undefined, { order: { kind: 'contrave' }, drafts: [{ type: 'MedicationRequest', code: 'Vivitrol' }], has: [DU, S] });
// planned day
p('planned +10: labs 85 → 95', [...L, 'normal-liver -85d'], [], undefined as any, undefined, { order: { plannedDate: '+10d' }, has: [AG] });
p('planned: severe 85 → 95 no critical', [...L], [alt(240, '-85d')], undefined as any, undefined, { order: { plannedDate: '+10d' }, has: ['liver-stale-abnormal', ST] });
// other zones and nights
for (const [tz, now] of [['Asia/Tokyo', '2026-11-24T00:30:00+09:00'], ['Pacific/Honolulu', '2026-11-23T23:45:00-10:00'], ['America/New_York', '2026-11-01T01:30:00-05:00'], ['Europe/Berlin', '2026-03-29T03:30:00+02:00']] as any) { const z = { timeZone: tz, now }; const g = ['aud', 'negative-panel -30h']; p(`zone ${tz} 90`, [...g, 'normal-liver -90d'], [], 'none', [], z); p(`zone ${tz} 91`, [...g, 'normal-liver -91d'], [], 'info', [AG], z); p(`zone ${tz} early 20`, [...g, 'normal-liver'], [adm('-20dT23:59')], 'warning', [TE], z); p(`zone ${tz} early 21`, [...g, 'normal-liver'], [adm('-21dT00:00')], 'info', [TE], z); p(`zone ${tz} early 26`, [...g, 'normal-liver'], [adm('-26dT23:59')], 'none', [], z); }
// ride-alongs with acetaminophen order
const mr = (m: any) => ({ resourceType: 'MedicationRequest', id: 'rm', status: 'active', intent: 'order', subject: S1, authoredOn: '2026-11-10', medicationCodeableConcept: { text: 'acetaminophen 500 mg tablet' }, ...m });
const dz = (v: number, unit: string, freq: number, m: any = {}) => ({ dosageInstruction: [{ timing: { repeat: { frequency: freq, period: 1, periodUnit: 'd' } }, doseAndRate: [{ doseQuantity: { value: v, unit } }], ...m }] });
raw('apap 4x500', [...B, 'platelets-80'], [], [mr(dz(500, 'mg', 4))], 'info', [AC, BL]); raw('apap 3x500', [...B, 'platelets-80'], [], [mr(dz(500, 'mg', 3))], 'info', [BL]); raw('apap 4x500 prn', [...B, 'platelets-80'], [], [mr(dz(500, 'mg', 4, { asNeededBoolean: true }))], 'info', [BL]); raw('apap 4x1 g', [...B, 'platelets-80'], [], [mr(dz(1, 'g', 4))], 'info', [AC, BL]); raw('apap 4x1 tablet', [...B, 'platelets-80'], [], [mr(dz(1, 'tablet', 4))], undefined, undefined); raw('apap stopped', [...B, 'platelets-80'], [], [mr({ ...dz(1000, 'mg', 4), status: 'stopped' })], 'info', [BL]);
raw('apap combo', [...B, 'platelets-80'], [], [mr({ ...dz(650, 'mg', 4), medicationCodeableConcept: { text: 'acetaminophen/diphenhydramine 500/25' } })], 'info', [AC, BL]);
// notes
p('naloxone declined', O, [ob({ text: 'Take-home naloxone' }, { value: 'declined' }, '-30d')], 'none', []); p('rescue generic words J2312 proc', O, [{ type: 'Procedure', code: { system: 'hcpcs', code: 'J2312' }, performed: '-30d' }], 'none', []); p('G0533? no', O, [{ type: 'Procedure', code: { system: 'hcpcs', code: 'G0532' }, performed: '-30d' }], 'none', []);
p('rescue dispense no date', O, [{ type: 'MedicationDispense', code: 'naloxone nasal spray' }], undefined as any, undefined); p('rescue partial 2024-11 (earliest 11-01): missing', O, [{ type: 'MedicationDispense', code: 'naloxone nasal spray', whenHandedOver: '2024-11' }], 'info', [OR]); p('rescue partial 2024-12', O, [{ type: 'MedicationDispense', code: 'naloxone nasal spray', whenHandedOver: '2024-12' }], 'none', []);
p('pentazocine/naloxone no rescue', O, [drug('pentazocine/naloxone 50 mg/0.5 mg tablet', 'completed', { start: '-400d', end: '-390d' })], 'info', [OR]);
// faults and severe
p('Obs fault + acute condition', ['oud', 'naloxone'], [cond('B16.9', '-100d')], 'critical', ['liver-acute-condition', 'data-source-unreadable'], { access: { Observation: '403' } });
p('Obs fault + cirrhosis', ['oud', 'naloxone', 'cirrhosis'], [], 'warning', ['data-source-unreadable', CO], { access: { Observation: '403' } });
p('Obs fault contrave', ['aud'], [], 'warning', ['data-source-unreadable'], { order: { kind: 'contrave' }, access: { Observation: '403' } });
p('recovered Observation', [...L, 'normal-ast', 'normal-bilirubin'], [alt(240)], 'critical', [S], { access: { Observation: 'recovered' } });
p('Condition fault: N18.6 unknown, eGFR 20', ['negative-panel', 'normal-liver', 'naloxone'], [lab('eGFR', 20, 'mL/min/1.73m2')], 'warning', [RE, 'data-source-unreadable'], { access: { Condition: '403' } });
p('MedStatement fault + INR 1.6', B, [inr(1.6), alb(2.7)], 'critical', [FP, 'data-source-unreadable'], { access: { MedicationStatement: '403' } });

raw('LOINC alias with category', A2, [], [{ ...rob({ valueQuantity: u(240), category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'laboratory' }] }] }), code: { coding: [{ system: 'urn:oid:2.16.840.1.113883.6.1', code: '1742-6' }] } }], 'critical', [S]);
p('rx HCPCS J2312', O, [{ type: 'MedicationRequest', code: { system: 'hcpcs', code: 'J2313' }, status: 'active', authoredOn: '-9d' }], 'none', []);
p('eGFR text 25 unit', B, [lab('eGFR', '25 mL/min/1.73m2', undefined)], 'warning', [RE]); p('eGFR text <15 unit', B, [lab('eGFR', '<15 mL/min/1.73m2', undefined)], 'warning', [RE]);
p('eGFR <50 ride', [...B, 'platelets-80'], [lab('eGFR', 50, 'mL/min/1.73m2', '-10d', undefined, { comparator: '<' })], 'info', [RE, BL]);
p('eGFR >50 ride', [...B, 'platelets-80'], [lab('eGFR', 50, 'mL/min/1.73m2', '-10d', undefined, { comparator: '>' })], 'info', [BL]);
p('INR >3', B, [lab('INR', 3, undefined, '-10d', undefined, { comparator: '>' })], 'warning', [IH, BL]);
p('INR >1.5', B, [lab('INR', 1.5, undefined, '-10d', undefined, { comparator: '>' })], 'warning', [IH]);
p('ALT >200', A2, [alt(200, '-10d', { comparator: '>' })], 'critical', [S]);
p('INR <0.9', B, [lab('INR', 0.9, undefined, '-10d', undefined, { comparator: '<' })], 'none', []);
p('albumin <2.8 + INR', B, [inr(1.6), lab('albumin', 2.8, 'g/dL', '-10d', undefined, { comparator: '<' })], 'critical', [FP]);
p('bili >20', B, [lab('total bilirubin', 20, 'mg/dL', '-10d', '0-1.2', { comparator: '>' })], 'warning', ['liver-bilirubin-high']);
p('bili <0.2', B, [lab('total bilirubin', 0.2, 'mg/dL', '-10d', '0-1.2', { comparator: '<' })], 'none', []);
// gilbert with missing freshness etc.
p('gilbert preliminary direct', [...L, 'normal-alt -10d', 'normal-ast -10d'], [bil(3), lab('direct bilirubin', 0.5, 'mg/dL', '-10d', undefined, { status: 'preliminary' })], 'warning', undefined);
for (const c of ['K70.31', 'K70.11', 'K71.51', 'K76.82', 'R18.8']) { p(`INR+${c}`, B, [inr(1.6), cond(c)], 'critical', undefined, { has: [FP] }); p(`INR+${c} warfarin`, B, [inr(1.6), cond(c), drug('warfarin')], undefined as any, undefined, { not: [FP, IH] }); }
p('eGFR <=30', B, [lab('eGFR', 30, 'mL/min/1.73m2', '-10d', undefined, { comparator: '<=' })], undefined as any, undefined);
p('plt >40', B, [lab('platelets', 40, 'K/uL', '-10d', undefined, { comparator: '>' })], 'none', []);
// round 3
for (const [c, r] of [['K76.7', DE], ['B16.9', AQ], ['K74.60', CO], ['N18.6', RE], ['D66', BL]] as any) { p(`future cond ${c} +3d`, B, [cond(c, '+3d')], undefined as any, undefined, {}); p(`cond ${c} today`, B, [cond(c, '0d')], undefined as any, undefined, { has: [r] }); }
p('future platelets', B, [lab('platelets', 20, 'K/uL', '+2d')], 'none', []); p('future adm +2d', B, [adm('+2d')], undefined as any, undefined, { not: [TE] }); p('adm +20h', B, [adm('+20h')], 'critical', undefined, { has: [TE] });
p('future pregnant', B, [{ type: 'Observation', code: 'pregnancy status', effective: '+2d', value: 'Pregnant' }], 'none', [], { patient: { sex: 'female' } });
p('future breath', B, [ob('breath alcohol', { value: 0.1, unit: 'g/dL' }, '+2d')], 'none', []); p('breath +10h', B, [ob('breath alcohol', { value: 0.1, unit: 'g/dL' }, '+10h')], 'warning', [AA]);
p('future q9', B, [{ type: 'Observation', code: 'PHQ-9 item 9', effective: '+2d', value: 2 }], 'none', []); p('future CIWA', B, [ob('CIWA-Ar total', { value: 12 }, '+30h')], 'none', []);
p('tie worse', A2, [alt(240, '-10dT08:00'), alt(190, '-10dT08:00')], 'critical', [S]); p('tie later issued', A2, [alt(240, '-10dT08:00', { issued: '-10dT10:00' }), alt(190, '-10dT08:00', { issued: '-10dT12:00' })], 'warning', ['liver-moderate-elevation']);
p('tie prelim vs final same time', A2, [alt(25, '-10dT08:00'), alt(240, '-10dT08:00', { status: 'preliminary' })], 'none', []);
p('snomed SI', B, [cond({ system: 'snomed', code: '6471006', display: 'Suicidal thoughts' }, '-20d')], 'warning', ['mood-suicidality']); p('snomed pregnant cond', B, [cond({ system: 'snomed', code: '77386006', display: 'Pregnant' }, '-20d')], 'warning', [PR], { patient: { sex: 'female' } });
p('ldn adm is no continuation', [...L, 'normal-liver -170d'], [{ type: 'MedicationAdministration', code: { text: 'naltrexone 4.5 mg capsule low dose' }, doseMg: 4.5, effective: '-2d' }], 'info', [AG]);
p('contrave adm is continuation', [...L, 'normal-liver -170d'], [{ type: 'MedicationAdministration', code: { system: 'rxnorm', code: '1551468', display: 'bupropion 90 MG / naltrexone 8 MG' }, effective: '-2d' }], 'none', []);
p('proc J2315 in-progress', [...L, 'normal-liver -170d'], [{ type: 'Procedure', code: 'J2315 depot naltrexone', performed: '-28d', status: 'in-progress' }], 'info', [AG]);
p('oral adm 3 d, planned +1', [...L, 'normal-liver -170d'], [{ type: 'MedicationAdministration', code: 'naltrexone 50 mg tablet', effective: '-3d' }], 'info', undefined, { order: { plannedDate: '+1d' }, has: [AG] });
for (const [c, r, ind] of [['3554', DI, 'info'], ['11289', BL, 'info'], ['5224', BL, 'info'], ['67108', BL, 'info'], ['1364430', BL, 'info'], ['1037042', BL, 'info'], ['1599538', BL, 'info'], ['1114195', BL, 'info']] as any) p(`ctx code ${c}`, B, [{ type: 'MedicationRequest', code: { system: 'rxnorm', code: c }, status: 'active', authoredOn: '-20d' }], ind, [r]);
p('ctx thioridazine code', [...B, 'platelets-80'], [{ type: 'MedicationRequest', code: { system: 'rxnorm', code: '10502' }, status: 'on-hold', authoredOn: '-20d' }], 'info', [TH, BL]);
p('warfarin stmt on-hold', B, [drug('warfarin 5 mg', 'on-hold')], 'info', [BL]); p('lofex rx boundsEnd -5', B, [{ type: 'MedicationRequest', code: 'lofexidine tablet', status: 'completed', authoredOn: '-15d', boundsEnd: '-5d' }], 'warning', [LO]); p('lofex stmt stopped -5', B, [drug('lofexidine 0.18 mg', 'stopped', { start: '-20d', end: '-5d' })], 'warning', [LO]); p('lofex partial end 2026-11', B, [drug('lofexidine 0.18 mg', 'completed', { start: '-60d', end: '2026-11' })], 'warning', [LO]); p('lofex end 2026-10', B, [drug('lofexidine 0.18 mg', 'completed', { start: '-60d', end: '2026-10' })], 'none', []);
p('lofex planned', B, [drug('lofexidine 0.18 mg', 'completed', { start: '-60d', end: '-13d' })], 'info', undefined, { order: { plannedDate: '+2d' }, not: [LO] });
p('disulfiram stmt on-hold', B, [drug('disulfiram', 'on-hold')], 'info', [DI]); p('disulfiram doNotPerform', B, [rx('disulfiram', 'active', { doNotPerform: true })], 'none', []); p('disulfiram mild prelim', [...L, 'normal-ast'], [drug('disulfiram'), alt(30, '-12d'), alt(60, '-10d', { status: 'preliminary' })], undefined as any, undefined, { has: [DI] });
// partial dates for labs, conditions
p('platelets 2026-08 (latest 85 d)', B, [lab('platelets', 40, 'K/uL', '2026-08')], 'warning', [BL]); p('platelets normal 2026-08 with D69.6 (earliest 115)', B, [lab('platelets', 150, 'K/uL', '2026-08'), cond('D69.6')], 'info', [BL]);
p('egfr normal 2026-05 with N18.4 (earliest 207)', B, [lab('eGFR', 60, 'mL/min/1.73m2', '2026-05'), cond('N18.4')], 'warning', [RE]); p('egfr 20 2026-05 (latest 177)', B, [lab('eGFR', 20, 'mL/min/1.73m2', '2026-05')], 'warning', [RE]);
p('preg cond 2026-01 (latest 297)', B, [cond('Z34.90', '2026-01')], 'warning', [PR], { patient: { sex: 'female' } }); p('preg cond 2025', B, [cond('Z34.90', '2025')], undefined as any, undefined, { patient: { sex: 'female' } });
p('SI 2026-08', B, [cond('R45.851', '2026-08')], 'warning', ['mood-suicidality']); p('SI 2026', B, [cond('R45.851', '2026')], 'warning', ['mood-suicidality']); p('SI 2025', B, [cond('R45.851', '2025')], 'none', []);
p('surgery 2026-12 partial', B, [{ type: 'ServiceRequest', code: 'knee replacement', surgery: true, occurrence: '2026-12' }], 'warning', ['analgesia-planned']);
p('withdrawal cond 2026-11', B, [cond('F10.239', '2026-11')], 'warning', [AW]);
p('not pregnant 2026-11 vs condition -10d', B, [cond('Z34.90', '-10d'), { type: 'Observation', code: 'pregnancy status', effective: '2026-11', value: 'Not pregnant' }], 'warning', [PR], { patient: { sex: 'female' } });
p('drink partial 2026-11', B, [ob('last drink (self-report)', { valueDate: '2026-11' }, '-1d')], undefined as any, undefined);
// strict with decompensation, portal
p('decomp strict 31 d', [...L, 'normal-liver -31d'], [cond('K76.7')], 'critical', [DE, ST]);
p('contrave acute + hy capped', [...L], [alt(160), bil(2.5), cond('B16.9', '-5d')], 'warning', [AQ, 'liver-hys-law'], { order: { kind: 'contrave' } });
p('ldn everything liver', [...L], [alt(500), bil(5), cond('K76.7'), inr(2)], 'none', [], { order: { kind: 'ldn' } });
// two conditions acute: worse wins
p('acute old + acute new', [...L, 'normal-alt'], [cond('B16.9', '-300d'), cond('K72.00', '-20d')], 'critical', [AQ]);
p('acute old + new downgrade', B, [cond('B16.9', '-300d'), cond('B17.10', '-100d')], 'warning', [AQ]);
// contrave + alcohol withdrawal + route etc
p('missing folded critical order', O, [], 'critical', [RT, OR], { order: { route: 'IV' } });
p('critical + ? warning two cards', ['oud', 'negative-panel', 'naloxone'], [], 'critical', [RT, MI], { order: { route: 'IV' } });
p('aging info folds on critical', ['aud', 'negative-panel', 'normal-liver -120d'], [], 'critical', [RT, AG], { order: { route: 'IV' } });
p('warning star + info ?', [...['aud', 'negative-panel', 'normal-liver -120d']], [lab('platelets', 40, 'K/uL')], 'warning', [BL, AG]);
