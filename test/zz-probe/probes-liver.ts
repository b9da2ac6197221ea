/* eslint-disable */
export const P: any[] = [];
export const L = ['aud', 'negative-panel'];
export const B = ['aud', 'negative-panel', 'normal-liver'];
let n = 0;
export const p = (name: string, given: string[], facts: any[], ind: string, rules: string[] | undefined, more: any = {}) => {
  const { order, patient, site, drafts, access, not, mention, earliestDate, has, timeZone, now, services } = more;
  P.push({ id: `P${++n}`, name, given, facts, order, patient, site, drafts, access, timeZone, now, services, exact: rules, has, ind, not, mention, earliestDate });
};
export const lab = (code: any, value: any, unit: any, at = '-10d', refRange: any = undefined, more: any = {}) => ({ type: 'Observation', code, value, unit, effective: at, refRange, ...more });
export const alt = (v: any, at = '-10d', more: any = {}) => lab('ALT', v, 'U/L', at, '0-40', more);
export const ast = (v: any, at = '-10d', more: any = {}) => lab('AST', v, 'U/L', at, '0-40', more);
export const bil = (v: any, at = '-10d', more: any = {}) => lab('total bilirubin', v, 'mg/dL', at, '0-1.2', more);
export const alp = (v: any, at = '-10d', more: any = {}) => lab('ALP', v, 'U/L', at, '0-120', more);
export const inr = (v: any, at = '-10d', more: any = {}) => lab('INR', v, '{INR}', at, undefined, more);
export const alb = (v: any, at = '-10d', more: any = {}) => lab('albumin', v, 'g/dL', at, undefined, more);
export const cond = (code: any, recordedDate: any = '-40d', more: any = {}) => ({ type: 'Condition', code: typeof code === 'string' ? { system: 'icd10cm', code } : code, recordedDate, ...more });
export const loinc = (code: string, display?: string) => ({ system: 'loinc', code, display });
export const drug = (text: string, status = 'active', more: any = {}) => ({ type: 'MedicationStatement', code: { text }, status, ...more });
export const rx = (text: string, status = 'active', more: any = {}) => ({ type: 'MedicationRequest', code: { text }, status, authoredOn: '-20d', ...more });
const KINDS = ['depot', 'oral', 'contrave', 'ldn'];
const kinds = (name: string, given: string[], facts: any[], answers: [string, string[]][]) =>
  KINDS.forEach((kind, i) => p(`${name} [${kind}]`, given, facts, answers[i]![0], answers[i]![1], { order: { kind } }));
const A = ['normal-ast', 'normal-bilirubin'];
const S = 'liver-severe-elevation', M = 'liver-moderate-elevation', H = 'liver-hys-law', BH = 'liver-bilirubin-high', ST = 'liver-tests-stale', AG = 'liver-tests-aging', MI = 'liver-tests-missing', SA = 'liver-stale-abnormal', UN = 'liver-result-unreadable', PE = 'liver-tests-pending', CO = 'liver-chronic-condition', AC = 'liver-acute-condition', DE = 'liver-decompensated', FP = 'liver-failure-pattern', IH = 'liver-inr-high', CH = 'liver-cholestatic', RI = 'liver-rising', CB = 'liver-child-pugh-b', CC = 'liver-child-pugh-c', BL = 'bleeding-risk-im';

// B2.1
kinds('ALT 6x', [...L, ...A], [alt(240)], [['critical', [S]], ['critical', [S]], ['warning', [S]], ['none', []]]);
kinds('ALT 4x', [...L, ...A], [alt(160)], [['warning', [M]], ['warning', [M]], ['none', []], ['none', []]]);
kinds('Hy', [...L, ...A], [alt(160), bil(2.5)], [['critical', [H, M, BH]], ['critical', [H, M, BH]], ['warning', [H]], ['none', []]]);
kinds('K72.00 10d', B, [cond('K72.00', '-10d')], [['critical', [AC]], ['critical', [AC]], ['warning', [AC]], ['none', []]]);
kinds('K72.00 old', B, [cond('K72.00', '-200d')], [['warning', [AC]], ['warning', [AC]], ['warning', [AC]], ['none', []]]);
kinds('K76.7', B, [cond('K76.7', '-10d')], [['critical', [DE]], ['critical', [DE]], ['none', []], ['none', []]]);
kinds('K76.6', B, [cond('K76.6')], [['info', [CO]], ['info', [CO]], ['none', []], ['none', []]]);
kinds('no liver tests', L, [], [['warning', [MI]], ['info', [MI]], ['none', []], ['none', []]]);
kinds('120 d', [...L, 'normal-liver -120d'], [], [['info', [AG]], ['none', []], ['none', []], ['none', []]]);
kinds('200 d', [...L, 'normal-liver -200d'], [], [['warning', [ST]], ['info', [ST]], ['none', []], ['none', []]]);
kinds('unreadable ALT', B, [alt('hemolyzed')], [['warning', [UN]], ['warning', [UN]], ['none', []], ['none', []]]);
kinds('failure', B, [inr(1.6), alb(2.7)], [['critical', [FP]], ['critical', [FP]], ['none', []], ['none', []]]);
kinds('INR 1.6', B, [inr(1.6)], [['warning', [IH]], ['warning', [IH]], ['none', []], ['none', []]]);
kinds('ALP 2x', B, [alp(240)], [['info', [CH]], ['info', [CH]], ['none', []], ['none', []]]);
kinds('stale abnormal', [...L], [alt(160, '-60d')], [['warning', [SA, ST]], ['warning', [SA, ST]], ['none', []], ['none', []]]);
p('missing continuation', [...L, 'depot-given'], [], 'info', [MI]);
p('missing oral continuation', [...L], [{ type: 'MedicationAdministration', code: 'naltrexone 50 mg tablet', effective: '-2d' }], 'info', [MI], { order: { kind: 'oral' } });
p('embeda alone is no naltrexone', L, [alt(240)], 'none', [], { order: { kind: 'embeda', code: 'Embeda capsule' } });
// B2.2
for (const [s, ind, r] of [['final', 'critical', [S]], ['amended', 'critical', [S]], ['corrected', 'critical', [S]], ['preliminary', 'critical', [S]], ['registered', 'none', []], ['cancelled', 'none', []], ['entered-in-error', 'none', []], ['unknown', 'none', []]] as any)
  p(`ALT 240 ${s}`, [...L, ...A], [alt(240, '-10d', { status: s })], ind, r);
p('prelim normal only', L, [alt(25, '-10d', { status: 'preliminary' })], 'warning', [MI]);
p('prelim severe only', L, [alt(240, '-10d', { status: 'preliminary' })], 'critical', [S, MI]);
p('prelim normal after severe', [...L, ...A], [alt(240, '-12d'), alt(25, '-10d', { status: 'preliminary' })], 'critical', [S]);
p('prelim severe earlier than final normal', [...L, ...A], [alt(25, '-10d'), alt(240, '-12d', { status: 'preliminary' })], 'none', []);
p('no category', [...L, ...A], [alt(240, '-10d', { category: 'none' })], 'critical', [S]);
p('issued only', [...L, ...A], [{ ...alt(240), effective: undefined, issued: '-10dT10:00' }], 'critical', [S]);
p('issued only old', [...L, ...A], [{ ...alt(240), effective: undefined, issued: '-100dT10:00' }], 'warning', [SA]);
p('text only ALT', [...L], [lab({ text: 'ALT' }, 25, 'U/L')], 'warning', [MI, UN]);
p('local ALT', [...B], [lab({ system: 'urn:oid:1.2.3', code: '77', display: 'Alanine aminotransferase' }, 25, 'U/L')], 'warning', [UN]);
p('local ALT old', [...B], [lab({ system: 'urn:oid:1.2.3', code: '77', display: 'Alanine aminotransferase' }, 25, 'U/L', '-181d')], 'none', []);
p('local AST word', [...B], [lab({ text: 'SGOT/AST' }, 25, 'U/L')], 'warning', [UN]);
p('local total bili', [...B], [lab({ text: 'Bilirubin, total' }, 25, 'mg/dL')], 'warning', [UN]);
p('local direct bili', [...B], [lab({ text: 'Bilirubin, direct' }, 25, 'mg/dL')], 'none', []);
p('local platelets not liver', [...B], [lab({ text: 'Potassium' }, 4, 'mmol/L')], 'none', []);
p('local code mapped? two codings with LOINC', [...L, ...A], [lab([{ system: 'urn:oid:1.2.3', code: '77', display: 'X' }, loinc('1742-6')], 240, 'U/L', '-10d', '0-40')], 'critical', [S]);
// B2.3
for (const c of ['1742-6', '1743-4', '1744-2', '76625-3']) p(`ALT ${c}`, [...L, ...A], [lab(loinc(c), 240, 'U/L', '-10d', '0-40')], 'critical', [S]);
for (const c of ['1920-8', '30239-8', '88112-8', '77144-4']) { p(`AST ${c} alone`, [...L, 'normal-alt -10d', 'normal-bilirubin -10d'], [lab(loinc(c), 240, 'U/L', '-10d', '0-40')], 'warning', [S]); p(`AST ${c} no ALT`, L, [lab(loinc(c), 240, 'U/L', '-10d', '0-40')], 'critical', [S]); }
for (const c of ['1975-2', '42719-5', '59828-4']) p(`BILI ${c}`, [...B], [lab(loinc(c), 3, 'mg/dL')], 'warning', [BH]);
for (const c of ['14631-6', '54363-7']) p(`BILI molar ${c}`, [...B], [lab(loinc(c), 51.3, 'umol/L')], 'warning', [BH]);
for (const c of ['1968-7', '15152-2', '14629-0', '1971-1']) p(`not total ${c}`, [...B], [lab(loinc(c), 3, c === '14629-0' ? 'umol/L' : 'mg/dL')], 'none', []);
p('1916-6 trap', B, [lab(loinc('1916-6'), 400, 'U/L')], 'none', []);
p('GGT', B, [lab(loinc('2324-2'), 900, 'U/L')], 'none', []);
for (const c of ['6301-6', '34714-6', '46418-0', '38875-1', '52129-4']) { p(`INR ${c}`, B, [lab(loinc(c), 1.51, undefined)], 'warning', [IH]); p(`INR ${c} 1.5`, B, [lab(loinc(c), 1.5, undefined)], 'none', []); }
for (const [c, v, u, ind, r] of [['1751-7', 2.79, 'g/dL', 'critical', [FP]], ['1751-7', 2.8, 'g/dL', 'warning', [IH]], ['2862-1', 27, 'g/L', 'critical', [FP]], ['61151-7', 28, 'g/L', 'warning', [IH]], ['61152-5', 2.7, 'g/dL', 'critical', [FP]], ['54347-0', 400, 'umol/L', 'critical', [FP]], ['54347-0', 500, 'umol/L', 'warning', [IH]]] as any) p(`alb ${c} ${v}`, B, [inr(1.6), lab(loinc(c), v, u)], ind, r);
for (const c of ['777-3', '778-1', '26515-7', '49497-1']) { p(`PLT ${c} 49`, B, [lab(loinc(c), 49, '10*3/uL')], 'warning', [BL]); }
for (const [v, u, ind] of [[49, '10*9/L', 'warning'], [49, 'K/uL', 'warning'], [49, 'thou/uL', 'warning'], [49000, '/uL', 'warning'], [50000, '/uL', 'info'], [99, 'K/uL', 'info'], [100, 'K/uL', 'none'], [50, '10*9/L', 'info']] as any) p(`PLT ${v} ${u}`, B, [lab('platelets', v, u)], ind, ind === 'none' ? [] : [BL]);
for (const c of ['33914-3', '48642-3', '48643-1', '50044-7', '62238-1', '98979-8']) p(`eGFR ${c}`, B, [lab(loinc(c), 29, 'mL/min/{1.73_m2}')], 'warning', ['renal-impairment']);
// B2.4
p('component', L, [{ type: 'Observation', code: 'liver panel', effective: '-10d', components: [{ code: 'ALT', value: 240, unit: 'U/L', refRange: '0-40' }, { code: 'AST', value: 30, unit: 'U/L', refRange: '0-40' }] }], 'critical', [S]);
p('component prelim normal', L, [{ type: 'Observation', code: 'liver panel', effective: '-10d', status: 'preliminary', components: [{ code: 'ALT', value: 24, unit: 'U/L', refRange: '0-40' }] }], 'warning', [MI]);
p('component eie', L, [{ type: 'Observation', code: 'liver panel', effective: '-10d', status: 'entered-in-error', components: [{ code: 'ALT', value: 240, unit: 'U/L', refRange: '0-40' }] }], 'warning', [MI]);
p('panel time via member', [...L], [{ type: 'Observation', id: 'pan', code: 'liver panel', effective: '-10d', hasMember: ['m1'] }, { ...alt(240), id: 'm1', effective: undefined }], 'critical', [S]);
p('panel time via report', [...L], [{ type: 'DiagnosticReport', id: 'dr', code: 'liver panel', effective: '-10d', result: ['m1'] }, { ...alt(240), id: 'm1', effective: undefined }], 'critical', [S]);
p('panel via report depth2', [...L], [{ type: 'DiagnosticReport', id: 'dr', code: 'liver panel', effective: '-10d', result: ['pan'] }, { type: 'Observation', id: 'pan', code: 'liver panel', hasMember: ['m1'] }, { ...alt(240), id: 'm1', effective: undefined }], 'critical', [S]);
p('same obs two paths no conflict', [...L], [{ type: 'DiagnosticReport', id: 'dr', code: 'liver panel', effective: '-10d', result: ['m1'] }, { type: 'Observation', id: 'pan', code: 'liver panel', effective: '-10d', hasMember: ['m1'] }, { ...alt(25), id: 'm1' }], 'none', []);
p('registered panel, no tests', L, [{ type: 'Observation', code: 'liver panel', status: 'registered', effective: '-1d' }], 'warning', [MI, PE]);
p('registered panel, tests fine', B, [{ type: 'Observation', code: 'liver panel', status: 'registered', effective: '-1d' }], 'none', []);
p('registered ALT, no tests', L, [{ type: 'Observation', code: 'ALT', status: 'registered', effective: '-1d' }], 'warning', [MI, PE]);
for (const [st, r] of [['active', [MI, PE]], ['completed', [MI]], ['revoked', [MI]], ['entered-in-error', [MI]]] as any) p(`ServiceRequest liver panel ${st}`, L, [{ type: 'ServiceRequest', code: 'liver panel', status: st, authoredOn: '-2d' }], 'warning', r);
p('ServiceRequest CMP', L, [{ type: 'ServiceRequest', code: loinc('24323-8'), authoredOn: '-2d' }], 'warning', [MI, PE]);
p('ServiceRequest beside aging', [...L, 'normal-liver -120d'], [{ type: 'ServiceRequest', code: 'ALT', authoredOn: '-2d' }], 'info', [AG, PE]);
p('ServiceRequest beside stale', [...L, 'normal-liver -220d'], [{ type: 'ServiceRequest', code: 'AST', authoredOn: '-2d' }], 'warning', [ST, PE]);
p('ServiceRequest beside unreadable', B, [alt('QNS', '-3d'), { type: 'ServiceRequest', code: 'AST', authoredOn: '-2d' }], 'warning', [UN, PE]);
p('ServiceRequest bili only', L, [{ type: 'ServiceRequest', code: 'total bilirubin', authoredOn: '-2d' }], 'warning', [MI]);
// B2.5
for (const [v, c, ind, r] of [[240, '>', 'critical', [S]], [240, '>=', 'critical', [S]], [150, '>', 'warning', [M]], [30, '>', 'none', undefined], [40, '<', 'none', []], [40, '<=', 'none', []], [41, '<', 'warning', [UN]], [10, '<', 'none', []], [240, '<', 'warning', [UN]]] as any) p(`ALT ${c}${v}`, [...L, ...A], [alt(v, '-10d', { comparator: c })], ind, r);
for (const [v, ind, r] of [['240 U/L', 'critical', [S]], ['>240 U/L', 'critical', [S]], ['≥ 240 U/L', 'critical', [S]], ['240', 'critical', [S]], ['25 U/L', 'none', []], ['<40 U/L', 'none', []], ['< 41 U/L', 'warning', [UN]], ['≤40 U/L', 'none', []], ['see note', 'warning', [UN]], ['hemolyzed', 'warning', [UN]], ['QNS', 'warning', [UN]], ['25 U/L (hemolyzed)', 'warning', [UN]], ['normal', 'warning', [UN]], ['20-30', 'warning', [UN]], ['about 25', 'warning', [UN]], ['25.5', 'none', []]] as any) p(`ALT text ${v}`, [...L, ...A], [{ ...alt(v), unit: undefined, refRange: '0-40 U/L' }], ind, r);
p('ALT dataAbsent', B, [{ ...alt(undefined), dataAbsentReason: 'error', unit: undefined }], 'warning', [UN]);
for (const [i, range, ind, r] of [['H', undefined, 'warning', [UN]], ['HH', undefined, 'warning', [UN]], ['A', undefined, 'warning', [UN]], ['N', undefined, 'none', []], ['L', undefined, 'none', []], ['N', '0-40 U/L', 'warning', [UN]], ['L', '0-40 U/L', 'warning', [UN]]] as any) p(`interp ${i} ${range}`, [...L, ...A], [{ type: 'Observation', code: 'ALT', effective: '-10d', interpretation: i, refRange: range }], ind, r);
p('only ALT interp N: not missing', L, [{ type: 'Observation', code: 'ALT', effective: '-10d', interpretation: 'N' }], 'none', []);
p('unreadable enzymes only', L, [alt('hemolyzed'), ast('hemolyzed')], 'warning', [MI, UN]);
p('unreadable older than 180', B, [], 'none', []);
p('unreadable 180', [...L, 'normal-ast', 'normal-bilirubin'], [alt('QNS', '-180d')], 'warning', [UN]);
p('unreadable 181', [...L, 'normal-ast', 'normal-bilirubin'], [alt('QNS', '-181d')], 'none', []);
p('unreadable cont 365', [...L, 'depot-given', 'normal-ast', 'normal-bilirubin'], [alt('QNS', '-365d')], 'warning', [UN]);
p('unreadable cont 366', [...L, 'depot-given', 'normal-ast', 'normal-bilirubin'], [alt('QNS', '-366d')], 'none', []);
p('unreadable older, newer readable', B, [alt('QNS', '-30d')], 'none', []);
p('unreadable newest, older severe', [...L, ...A], [alt(240, '-12d'), alt('QNS', '-3d')], 'critical', [S, UN]);
p('bili unreadable', B, [bil('icteric')], 'warning', [UN]);
p('ALP unreadable', B, [alp('QNS')], 'none', []);
p('unreadable cancelled is ignored', B, [alt('QNS', '-3d', { status: 'cancelled' })], 'none', []);
p('bili N interp', B, [{ type: 'Observation', code: 'total bilirubin', effective: '-5d', interpretation: 'N' }], 'none', []);
// B2.6
for (const u of ['U/L', 'u/l', 'U/l', 'IU/L', '[IU]/L', '[iU]/L', 'mU/mL', '1']) { p(`unit ${u} 240`, [...L, ...A], [lab('ALT', 240, u)], 'critical', [S]); p(`unit ${u} 25`, [...L, ...A], [lab('ALT', 25, u)], 'none', []); }
for (const [v, u, r] of [[4, 'ukat/L', 'critical'], [4, 'µkat/L', 'critical'], [0.4, 'ukat/L', 'none'], [4000, 'nkat/L', 'critical'], [400, 'nkat/L', 'none'], [2.25, 'ukat/L', 'warning'], [3.75, 'ukat/L', 'warning'], [3.76, 'ukat/L', 'critical']] as any) p(`unit ${v} ${u}`, [...L, ...A], [lab('ALT', v, u)], r, r === 'none' ? [] : r === 'critical' ? [S] : [M]);
for (const [v, u, ind] of [[2.4, 'mg/dL', 'warning'], [2.39, 'mg/dL', 'none'], [41.1, 'umol/L', 'warning'], [41.0, 'umol/L', 'none'], [41.1, 'µmol/L', 'warning'], [24, 'mg/L', 'warning'], [23.9, 'mg/L', 'none']] as any) p(`bili ${v} ${u}`, B, [lab('total bilirubin', v, u)], ind, ind === 'none' ? [] : [BH]);
p('unknown unit both', [...L, ...A], [lab('ALT', 240, 'foo', '-10d', [{ high: 40, unit: 'foo' }])], 'critical', [S]);
p('unknown unit, range other', [...L, ...A], [lab('ALT', 240, 'foo', '-10d', [{ high: 40, unit: 'U/L' }])], 'warning', [UN]);
p('unknown unit no range', [...L, ...A], [lab('ALT', 25, 'foo')], 'warning', [UN]);
p('no unit, range unit', [...L, ...A], [lab('ALT', 240, undefined, '-10d', [{ high: 40, unit: 'U/L' }])], 'critical', [S]);
p('no unit, range ukat', [...L, ...A], [lab('ALT', 4, undefined, '-10d', [{ high: 0.7, unit: 'ukat/L' }])], 'critical', [S]);
p('no unit, range no unit', [...L, ...A], [lab('ALT', 240, undefined, '-10d', [{ high: 40 }])], 'critical', [S]);
p('no unit no range', [...L, ...A], [lab('ALT', 240, undefined)], 'warning', [UN]);
p('no unit no range only', [...L], [lab('ALT', 240, undefined)], 'warning', [UN, MI]);
p('units differ convertible', [...L, ...A], [lab('ALT', 4, 'ukat/L', '-10d', [{ high: 40, unit: 'U/L' }])], 'critical', [S]);
p('range not convertible: drop, default', [...L, ...A], [lab('ALT', 226, 'U/L', '-10d', [{ high: 10, unit: 'mg/dL' }])], 'critical', [S]);
p('range not convertible: drop, default 225', [...L, ...A], [lab('ALT', 225, 'U/L', '-10d', [{ high: 10, unit: 'mg/dL' }])], 'warning', [M]);
for (const [v, ind, r] of [[20000, 'critical', [S]], [20001, 'warning', [UN]], [-1, 'warning', [UN]], [0, 'none', []]] as any) p(`plausible ALT ${v}`, [...L, ...A], [alt(v)], ind, r);
p('bili 60', B, [bil(60)], 'warning', [BH]); p('bili 60.1', B, [bil(60.1)], 'warning', [UN]);
p('INR 20', B, [inr(20)], 'warning', [IH, BL]); p('INR 20.1', B, [inr(20.1)], 'none', []); p('INR 0.4', B, [inr(0.4)], 'none', []);
for (const [h, v, ind, r] of [[14.9, 60, 'warning', [UN]], [15, 60, 'warning', [M]], [150, 460, 'warning', [M]], [150.1, 460, 'warning', [UN]]] as any) p(`range high ${h}`, [...L, ...A], [lab('ALT', v, 'U/L', '-10d', [{ high: h, unit: 'U/L' }])], ind, r);
p('4.0 with 0-0.75 both U/L', [...L, ...A], [lab('ALT', 4, 'U/L', '-10d', [{ low: 0, high: 0.75, unit: 'U/L' }])], 'warning', [UN]);
p('suspect plus usable range', [...L, ...A], [lab('ALT', 240, 'U/L', '-10d', [{ high: 0.75, unit: 'U/L' }, { high: 40, unit: 'U/L' }])], 'critical', [S]);
// B2.7
const two = [{ high: 40, unit: 'U/L' }, { high: 60, unit: 'U/L' }];
for (const [v, ind, r] of [[119, 'none', []], [120, 'warning', [M]], [240, 'warning', [M]], [300, 'warning', [M]], [301, 'critical', [S]]] as any) p(`two ranges ${v}`, [...L, ...A], [lab('ALT', v, 'U/L', '-10d', two)], ind, r);
for (const t of ['critical', 'treatment', 'therapeutic', 'recommended']) p(`range type ${t}`, [...L, ...A], [lab('ALT', 130, 'U/L', '-10d', [{ high: 60, unit: 'U/L' }, { high: 40, unit: 'U/L', type: t }])], 'none', []);
p('range type normal', [...L, ...A], [lab('ALT', 130, 'U/L', '-10d', [{ high: 40, unit: 'U/L', type: 'normal' }])], 'warning', [M]);
const sexed = [{ high: 60, unit: 'U/L', appliesTo: 'male' }, { high: 30, unit: 'U/L', appliesTo: 'female' }];
p('male range', [...L, ...A], [lab('ALT', 179, 'U/L', '-10d', sexed)], 'none', []); p('male range 180', [...L, ...A], [lab('ALT', 180, 'U/L', '-10d', sexed)], 'warning', [M]);
p('female range 90', [...L, ...A], [lab('ALT', 90, 'U/L', '-10d', sexed)], 'warning', [M], { patient: { sex: 'female' } }); p('female range 89', [...L, ...A], [lab('ALT', 89, 'U/L', '-10d', sexed)], 'none', [], { patient: { sex: 'female' } });
p('female 151', [...L, ...A], [lab('ALT', 151, 'U/L', '-10d', sexed)], 'critical', [S], { patient: { sex: 'female' } });
p('match and general', [...L, ...A], [lab('ALT', 130, 'U/L', '-10d', [{ high: 40, unit: 'U/L' }, { high: 60, unit: 'U/L', appliesTo: 'male' }])], 'none', []);
for (const t of ['0-40', '< 40', '≤40', 'up to 40', '0 - 40']) { p(`range text ${t} 120`, [...L, ...A], [lab('ALT', 120, 'U/L', '-10d', [{ text: t }])], 'warning', [M]); p(`range text ${t} 119`, [...L, ...A], [lab('ALT', 119, 'U/L', '-10d', [{ text: t }])], 'none', []); }
for (const [sex, v, ind, r] of [['male', 135, 'warning', [M]], ['male', 134, 'none', []], ['male', 225, 'warning', [M]], ['male', 226, 'critical', [S]], ['female', 102, 'warning', [M]], ['female', 101, 'none', []], ['female', 171, 'critical', [S]], ['female', 170, 'warning', [M]], ['unknown', 102, 'warning', [M]], ['unknown', 101, 'none', []], ['unknown', 225, 'warning', [M]], ['unknown', 226, 'critical', [S]]] as any) p(`default ALT ${sex} ${v}`, [...L, ...A], [lab('ALT', v, 'U/L')], ind, r, { patient: { sex } });
for (const [sex, v, ind, r] of [['male', 105, 'warning', [M]], ['male', 104, 'none', []], ['female', 93, 'warning', [M]], ['female', 92, 'none', []], ['male', 175, 'warning', [M]], ['male', 176, 'critical', [S]], ['female', 156, 'critical', [S]]] as any) p(`default AST ${sex} ${v}`, L, [lab('AST', v, 'U/L')], ind, r, { patient: { sex } });
for (const [sex, v, ind] of [['male', 260, 'info'], ['male', 259, 'none'], ['female', 210, 'info'], ['female', 209, 'none']] as any) p(`default ALP ${sex} ${v}`, B, [lab('ALP', v, 'U/L')], ind, ind === 'none' ? [] : [CH], { patient: { sex } });
p('low>high range: default', [...L, ...A], [lab('ALT', 135, 'U/L', '-10d', [{ low: 50, high: 20, unit: 'U/L' }])], 'warning', [M]); p('high 0: default', [...L, ...A], [lab('ALT', 134, 'U/L', '-10d', [{ low: 0, high: 0, unit: 'U/L' }])], 'none', []);
// B2.8
const T = (h: string) => `-10dT${h}:00`;
p('conflict worse earlier', [...L, ...A], [alt(160, T('08')), alt(25, T('20'))], 'warning', [M]);
p('conflict severe earlier', [...L, ...A], [alt(240, T('08')), alt(25, T('20'))], 'critical', [S]);
p('no conflict 2x exactly', [...L, ...A], [alt(160, T('08')), alt(80, T('20'))], 'none', []);
p('conflict >2x', [...L, ...A], [alt(160, T('08')), alt(79, T('20'))], 'warning', [M]);
p('conflict worse <3x', [...L, ...A], [alt(119, T('08')), alt(25, T('20'))], 'none', []);
p('no conflict 25 h', [...L, ...A], [alt(240, '-11dT08:00'), alt(25, '-10dT09:00')], 'none', []);
p('conflict 24 h', [...L, ...A], [alt(240, '-11dT08:00'), alt(25, '-10dT08:00')], 'critical', [S]);
p('corrected replaces severe', [...L, ...A], [alt(240, T('08')), alt(25, T('08'), { status: 'corrected' })], 'none', []);
p('corrected replaces normal', [...L, ...A], [alt(25, T('08')), alt(240, T('08'), { status: 'corrected' })], 'critical', [S]);
p('amended replaces', [...L, ...A], [alt(240, T('08')), alt(25, T('08'), { status: 'amended' })], 'none', []);
p('two finals same time: conflict', [...L, ...A], [alt(240, T('08')), alt(25, T('08'))], 'critical', [S]);
p('preliminary never a conflict, earlier', [...L, ...A], [alt(240, T('08'), { status: 'preliminary' }), alt(25, T('20'))], 'none', []);
p('bili conflict', [...L, 'normal-alt', 'normal-ast'], [bil(4, T('08')), bil(0.7, T('20'))], 'warning', [BH]);
// B2.9
for (const [v, ind, r] of [[40, 'none', []], [41, 'none', []], [119.9, 'none', []], [120, 'warning', [M]], [200, 'warning', [M]], [200.1, 'critical', [S]], [400, 'critical', [S]], [401, 'critical', [S]]] as any) { p(`ALT ${v}/40`, [...L, ...A], [alt(v)], ind, r); p(`AST ${v}/40 without ALT`, L, [ast(v)], ind, r); }
const one = (astAt: string, altAt: string, bAt: string, av: number, bv: number, more: any = {}) => [ast(240, astAt), alt(av, altAt, more.alt), bil(bv, bAt, more.bil)];
p('ast-only', L, one('-10d', '-10d', '-10d', 79, 2.3), 'warning', [S]);
p('ast-only ALT 2x', L, one('-10d', '-10d', '-10d', 80, 0.7), 'critical', [S]);
p('ast-only bili 2x', L, one('-10d', '-10d', '-10d', 30, 2.4), 'critical', [S, H, BH]);
p('ast-only 7 d', L, one('-10d', '-17d', '-10d', 30, 0.7), 'warning', [S]); p('ast-only 8 d', L, one('-10d', '-18d', '-10d', 30, 0.7), 'critical', [S]); p('ast-only bili 8 d', L, one('-10d', '-10d', '-2d', 30, 0.7), 'critical', [S]);
p('ast-only ALT prelim', L, one('-10d', '-10d', '-10d', 30, 0.7, { alt: { status: 'preliminary' } }), 'critical', [S]);
p('ast-only bili prelim', L, one('-10d', '-10d', '-10d', 30, 0.7, { bil: { status: 'preliminary' } }), 'critical', [S]);
p('ast-only AST prelim', L, [ast(240, '-10d', { status: 'preliminary' }), alt(30), bil(0.7)], 'critical', [S]);
p('ast-only no bili', L, [ast(240), alt(30)], 'critical', [S]);
p('ast-only oral', L, one('-10d', '-10d', '-10d', 30, 0.7), 'warning', [S], { order: { kind: 'oral' } });
p('ast-only contrave', L, one('-10d', '-10d', '-10d', 30, 0.7), 'warning', [S], { order: { kind: 'contrave' } });
// B2.10
for (const [d, ind, r] of [[90, 'none', []], [91, 'info', [AG]], [180, 'info', [AG]], [181, 'warning', [ST]]] as any) p(`first normal ${d}`, [...L, `normal-liver -${d}d`], [], ind, r);
for (const [d, ind, r] of [[180, 'none', []], [181, 'info', [AG]], [365, 'info', [AG]], [366, 'warning', [ST]]] as any) p(`cont normal ${d}`, [...L, 'depot-given', `normal-liver -${d}d`], [], ind, r);
for (const c of ['K70.10', 'K76.6', 'K74.60', 'B18.2', 'K70.30', 'K71.7', 'I85.00']) { const r = c === 'K70.10' ? AC : CO; p(`strict ${c} 30`, [...L, 'normal-liver -30d'], [cond(c, '-400d')], c === 'K70.10' ? 'warning' : 'info', [r]); p(`strict ${c} 31`, [...L, 'normal-liver -31d'], [cond(c, '-400d')], 'warning', [r, ST]); p(`strict cont ${c} 90`, [...L, 'depot-given', 'normal-liver -90d'], [cond(c, '-400d')], c === 'K70.10' ? 'warning' : 'info', [r]); p(`strict cont ${c} 91`, [...L, 'depot-given', 'normal-liver -91d'], [cond(c, '-400d')], 'warning', [r, ST]); }
p('strict resolved not', [...L, 'normal-liver -60d'], [cond('K74.60', '-400d', { clinicalStatus: 'resolved' })], 'none', []);
p('strict K76.0 not', [...L, 'normal-liver -60d'], [cond('K76.0', '-400d')], 'none', []);
for (const [d, ind, r] of [[30, 'warning', [M]], [31, 'warning', [SA, ST]], [90, 'warning', [SA, ST]], [200, 'warning', [SA, ST]], [400, 'warning', [SA, ST]]] as any) p(`moderate ${d} d`, L, [alt(160, `-${d}d`)], ind, r);
for (const [d, ind, r] of [[90, 'warning', [M]], [91, 'warning', [SA, ST]]] as any) p(`moderate cont ${d} d`, [...L, 'depot-given'], [alt(160, `-${d}d`)], ind, r);
for (const [d, ind, r] of [[30, 'critical', [S]], [31, 'critical', [S, ST]], [90, 'critical', [S, ST]], [91, 'warning', [SA, ST]]] as any) p(`severe ${d} d`, L, [alt(240, `-${d}d`)], ind, r);
for (const [d, ind, r] of [[90, 'critical', [S]], [91, 'critical', [S, ST]], [180, 'critical', [S, ST]], [181, 'warning', [SA, ST]]] as any) p(`severe cont ${d} d`, [...L, 'depot-given'], [alt(240, `-${d}d`)], ind, r);
p('stale abnormal per enzyme', L, [ast(160, '-60d'), alt(25, '-10d')], 'warning', [SA]);
p('moderate ALT, stale abnormal AST', L, [ast(160, '-60d'), alt(160, '-10d')], 'warning', [SA, M]);
for (const [g, d, on] of [[[], 180, true], [[], 181, false], [['depot-given'], 365, true], [['depot-given'], 366, false]] as any) { p(`bili high ${d} ${g}`, [...L, ...g, 'normal-alt', 'normal-ast'], [bil(2.5, `-${d}d`)], on ? 'warning' : 'none', on ? [BH] : []); p(`INR high ${d} ${g}`, [...B, ...g], [inr(1.6, `-${d}d`)], on ? 'warning' : 'none', on ? [IH] : []); p(`ALP ${d} ${g}`, [...B, ...g], [alp(250, `-${d}d`)], on ? 'info' : 'none', on ? [CH] : []); }
p('rising 180', L, [alt(90, '-180d'), alt(30, '-200d')], 'warning', [RI, AG]); p('rising 181', L, [alt(90, '-181d'), alt(30, '-200d')], 'warning', [ST]);
p('failure 90', [...B], [inr(1.6, '-90d'), alb(2.7, '-90d')], 'critical', [FP]); p('failure 91: INR warn', B, [inr(1.6, '-91d'), alb(2.7, '-91d')], 'warning', [IH]);
p('hy 90', L, [alt(160, '-90d'), bil(2.5, '-90d')], 'critical', [H, SA, BH, ST]); p('hy 91', L, [alt(160, '-91d'), bil(2.5, '-91d')], 'warning', [SA, BH, ST]);
p('hy cont 180', [...L, 'depot-given'], [alt(160, '-180d'), bil(2.5, '-180d')], 'critical', [H, SA, BH, ST]); p('hy cont 181', [...L, 'depot-given'], [alt(160, '-181d'), bil(2.5, '-181d')], 'warning', [SA, BH, ST]);
// first dose / continuation variants (0.5)
const adm = (at: string, more: any = {}) => ({ type: 'MedicationAdministration', code: 'naltrexone', form: 'depot', doseMg: 380, effective: at, ...more });
for (const [nm, f, cont] of [['adm 35', adm('-35d'), true], ['adm in-progress', adm('-28d', { status: 'in-progress' }), true], ['adm not-done', adm('-28d', { status: 'not-done' }), false], ['proc J2315', { type: 'Procedure', code: 'J2315 depot naltrexone', performed: '-28d' }, true], ['proc J2315 not-done', { type: 'Procedure', code: 'J2315 depot naltrexone', performed: '-28d', status: 'not-done' }, false], ['proc words', { type: 'Procedure', code: { text: 'Vivitrol 380 mg injection' }, performed: '-28d' }, true], ['dispense', { type: 'MedicationDispense', code: 'Vivitrol', whenHandedOver: '-28d' }, false], ['statement', { type: 'MedicationStatement', code: 'Vivitrol', status: 'active', start: '-28d' }, false], ['order', { type: 'MedicationRequest', code: 'Vivitrol', status: 'active', authoredOn: '-28d' }, false], ['adm oral 3', { type: 'MedicationAdministration', code: 'naltrexone 50 mg tablet', effective: '-3d' }, true], ['adm oral 4', { type: 'MedicationAdministration', code: 'naltrexone 50 mg tablet', effective: '-4d' }, false], ['adm oral in-progress', { type: 'MedicationAdministration', code: 'naltrexone 50 mg tablet', effective: '-2d', status: 'in-progress' }, false]] as any) p(`lane: ${nm}`, [...L, 'normal-liver -170d'], [f], cont ? 'none' : 'info', undefined, cont ? { not: [AG] } : { has: [AG] });
// B2.11
for (const [a, b, on] of [[80, 40, true], [79, 39, false], [80, 41, false], [100, 50, true], [100, 51, false]] as any) p(`rising ${b}->${a}`, [...L, ...A], [alt(a, '-10d'), alt(b, '-60d')], on ? 'warning' : 'none', on ? [RI] : []);
p('rising 365', L, [alt(90, '-10d'), alt(30, '-375d')], 'warning', [RI]); p('rising 366', L, [alt(90, '-10d'), alt(30, '-376d')], 'none', []);
p('rising same day not', L, [alt(90, T('20')), alt(30, T('08'))], 'none', []);
p('rising prelim previous', L, [alt(90, '-10d'), alt(30, '-40d', { status: 'preliminary' })], 'none', []);
p('rising nearest previous', L, [alt(90, '-10d'), alt(50, '-40d'), alt(30, '-80d')], 'none', []);
p('rising + moderate', L, [alt(160, '-10d'), alt(30, '-40d')], 'warning', [M, RI]);
p('rising unit free', L, [lab('ALT', 90, undefined, '-10d', [{ high: 40 }]), alt(30, '-40d')], 'warning', [RI]);
p('falling', L, [alt(60, '-10d'), alt(180, '-40d')], 'none', []);
p('rising contrave', L, [alt(90, '-10d'), alt(30, '-40d')], 'none', [], { order: { kind: 'contrave' } });
p('rising oral', L, [alt(90, '-10d'), alt(30, '-40d')], 'warning', [RI], { order: { kind: 'oral' } });
p('rising AST', L, [ast(90, '-10d'), ast(30, '-40d')], 'warning', [RI]);
// B2.12
p('hy 7 d', L, [alt(160), bil(2.5, '-17d')], 'critical', [H, M, BH]); p('hy 8 d', L, [alt(160), bil(2.5, '-18d')], 'warning', [M, BH]);
p('hy AST', L, [ast(160), alt(30), bil(2.5)], 'critical', [H, M, BH]);
p('hy ALT 119', L, [alt(119), bil(2.5)], 'warning', [BH]); p('hy ALT 120 bili 2.4', L, [alt(120), bil(2.4)], 'critical', [H, M, BH]); p('hy bili 2.39', L, [alt(120), bil(2.39)], 'warning', [M]);
p('hy ALP 2x', L, [alt(160), bil(2.5), alp(240)], 'warning', [M, BH, CH]); p('hy ALP 239', L, [alt(160), bil(2.5), alp(239)], 'critical', [H, M, BH]);
p('hy ALP 8 d', L, [alt(160), bil(2.5), alp(240, '-18d')], 'critical', [H, M, BH, CH]);
p('hy with severe', L, [alt(240), bil(2.5)], 'critical', [H, S, BH]);
p('cholestatic + bili', B, [alp(240), bil(2.4)], 'warning', [CH, BH]); p('cholestatic + bili 8 d', B, [alp(240), bil(2.4, '-18d')], 'warning', [CH, BH]); p('ALP 239', B, [alp(239)], 'none', []);
const dir = (v: any, at = '-10d') => lab('direct bilirubin', v, 'mg/dL', at);
const N2 = ['normal-alt -10d', 'normal-ast -10d'];
for (const [nm, f, g, ind] of [['gilbert', [bil(3), dir(0.5)], N2, 'info'], ['20%', [bil(3), dir(0.6)], N2, 'warning'], ['no direct', [bil(3)], N2, 'warning'], ['4.0', [bil(4), dir(0.7)], N2, 'info'], ['4.1', [bil(4.1), dir(0.7)], N2, 'warning'], ['no AST', [bil(3), dir(0.5)], ['normal-alt -10d'], 'warning'], ['no ALT', [bil(3), dir(0.5)], ['normal-ast -10d'], 'warning'], ['ALT 41', [bil(3), dir(0.5), alt(41)], ['normal-ast -10d'], 'warning'], ['ALT 40', [bil(3), dir(0.5), alt(40)], ['normal-ast -10d'], 'info'], ['direct 8 d', [bil(3), dir(0.5, '-18d')], N2, 'warning'], ['enzymes 8 d', [bil(3, '-2d'), dir(0.5, '-2d')], N2, 'warning']] as any) p(`gilbert ${nm}`, [...L, ...g], f, ind, [BH]);
for (const [nm, extra, r] of [['bili', [bil(2.4)], [FP, BH]], ['bili 2.3', [bil(2.3)], [IH]], ['alb 2.7', [alb(2.7)], [FP]], ['alb 2.8', [alb(2.8)], [IH]], ['alb 8 d', [alb(2.7, '-18d')], [IH]], ['R18.8', [cond('R18.8')], [FP]], ['R18.8 resolved', [cond('R18.8', '-40d', { clinicalStatus: 'resolved' })], [IH]], ['R18.0', [cond('R18.0')], [IH]], ['K76.82', [cond('K76.82')], [FP, DE]], ['ascites obs', [{ type: 'Observation', code: 'ascites', effective: '-90d', value: 'mild' }], [FP]], ['ascites obs 91', [{ type: 'Observation', code: 'ascites', effective: '-91d', value: 'mild' }], [IH]], ['ascites none', [{ type: 'Observation', code: 'ascites', effective: '-9d', value: 'none' }], [IH]], ['he grade 1', [{ type: 'Observation', code: 'hepatic encephalopathy grade', effective: '-9d', value: 'grade 1' }], [FP]], ['K74.60 only', [cond('K74.60')], [IH, CO]]] as any) { p(`INR 1.6 + ${nm}`, B, [inr(1.6), ...extra], r.includes(FP) ? 'critical' : 'warning', r); }
for (const d of ['warfarin 5 mg', 'phenprocoumon 3 mg', 'acenocoumarol 1 mg', 'apixaban 5 mg', 'rivaroxaban 20 mg', 'edoxaban 60 mg', 'dabigatran 150 mg', 'Eliquis 5 mg tablet', 'Xarelto 20 mg', 'Coumadin 5 mg']) p(`INR 1.6+alb, ${d}`, B, [inr(1.6), alb(2.7), drug(d)], 'info', [BL]);
for (const d of ['heparin 5000 units', 'enoxaparin 40 mg syringe']) p(`INR 1.6, ${d}`, B, [inr(1.6), drug(d)], 'warning', [IH, BL]);
for (const [nm, f, on] of [['on-hold rx', rx('warfarin 5 mg', 'on-hold'), true], ['completed', rx('warfarin 5 mg', 'completed'), false], ['stopped', rx('warfarin 5 mg', 'stopped'), false], ['doNotPerform', rx('warfarin 5 mg', 'active', { doNotPerform: true }), false], ['eie', drug('warfarin', 'entered-in-error'), false], ['ended', drug('warfarin', 'active', { start: '-90d', end: '-2d' }), false], ['ends today', drug('warfarin', 'active', { start: '-90d', end: '0d' }), true], ['rxnorm code', { type: 'MedicationStatement', code: { system: 'rxnorm', code: '11289' }, status: 'active' }, true], ['completed stmt', drug('warfarin', 'completed'), false], ['not-taken', drug('warfarin', 'not-taken'), false], ['intended', drug('warfarin', 'intended'), false]] as any) p(`anticoag ${nm}`, B, [inr(1.6), f], on ? 'info' : 'warning', on ? [BL] : [IH]);
// B2.13
const ACUTE = ['B15.9', 'B16.9', 'B17.10', 'B17.9', 'K71.2', 'K70.10'];
for (const c of ACUTE) { p(`${c} 10d`, B, [cond(c, '-10d')], 'critical', [AC]); p(`${c} resolved`, B, [cond(c, '-10d', { clinicalStatus: 'resolved' })], 'none', []); }
for (const c of ['K72.00', 'K72.01', 'K72.90', 'K72.91', 'K70.40', 'K70.41', 'K71.10', 'K71.11', 'B19.0']) { p(`${c} 180`, B, [cond(c, '-180d')], 'critical', [AC]); p(`${c} 181`, B, [cond(c, '-181d')], 'warning', [AC]); }
const NL = L; const at31 = ['normal-liver -31d'];
p('acute 180 no downgrade', [...L, 'normal-alt'], [cond('B16.9', '-180d')], 'critical', [AC]); p('acute 181', [...L, 'normal-alt'], [cond('B16.9', '-181d')], 'warning', [AC]);
p('acute undated', [...B], [{ ...cond('B16.9'), recordedDate: undefined }], 'warning', [AC]);
p('failure undated', [...B], [{ ...cond('K72.00'), recordedDate: undefined }], 'warning', [AC]);
for (const [d, at, ind, r] of [['-34d', '-20d', 'warning', [AC]], ['-33d', '-20d', 'critical', [AC]], ['-100d', '-30d', 'warning', [AC]], ['-100d', '-31d', 'critical', [AC, ST]]] as any) p(`downgrade cond ${d} labs ${at}`, [...L, `normal-liver ${at}`], [cond('B16.9', d)], ind, r);
p('downgrade ALT 119', L, [cond('B16.9', '-100d'), alt(119, '-20d'), ast(30, '-20d'), bil(0.7, '-20d')], 'warning', [AC]);
p('downgrade ALT 120', L, [cond('B16.9', '-100d'), alt(120, '-20d'), ast(30, '-20d'), bil(0.7, '-20d')], 'critical', [AC, M]);
p('downgrade bili missing', L, [cond('B16.9', '-100d'), alt(30, '-20d'), ast(30, '-20d')], 'critical', [AC]);
p('downgrade bili 2.4', L, [cond('B16.9', '-100d'), alt(30, '-20d'), ast(30, '-20d'), bil(2.4, '-20d')], 'critical', [AC, BH]);
p('downgrade prelim', L, [cond('B16.9', '-100d'), alt(30, '-20d', { status: 'preliminary' }), ast(30, '-20d'), bil(0.7, '-20d')], 'critical', [AC]);
p('downgrade K70.10', [...B], [cond('K70.10', '-100d')], 'warning', [AC]);
p('no downgrade failure', [...B], [cond('K72.00', '-100d')], 'critical', [AC]);
p('onset beats recorded', [...L, 'normal-alt'], [cond('B16.9', '-10d', { onset: '-300d' })], 'warning', [AC]);
for (const [d, ind] of [['2026', 'critical'], ['2025', 'warning'], ['2026-05', 'critical'], ['2026-04', 'warning']] as any) p(`acute onset ${d}`, [...L, 'normal-alt'], [cond('B16.9', undefined, { onset: d })], ind, [AC]);
for (const [cs, vs, on] of [['active', 'confirmed', 1], ['recurrence', 'confirmed', 1], ['relapse', 'confirmed', 1], ['inactive', 'confirmed', 0], ['remission', 'confirmed', 0], ['resolved', 'confirmed', 0], ['active', 'refuted', 0], ['active', 'entered-in-error', 0], ['active', 'unconfirmed', 1], ['active', 'provisional', 1], ['active', 'differential', 1]] as any) { p(`K76.7 ${cs} ${vs}`, B, [cond('K76.7', '-900d', { clinicalStatus: cs, verificationStatus: vs })], on ? 'critical' : 'none', on ? [DE] : []); }
for (const c of ['K70.31', 'K70.11', 'K71.51', 'K72.10', 'K72.11', 'K91.82', 'K76.7', 'K76.82', 'I85.01', 'I85.11']) p(`decomp ${c}`, B, [cond(c, '-2000d')], 'critical', [DE]);
for (const c of ['K74.3', 'K74.4', 'K74.5', 'K74.60', 'K74.69', 'K70.30', 'K71.7', 'K76.6', 'I85.00', 'I85.10', 'I86.4', 'K76.81', 'B18.0', 'B18.2', 'B18.9', 'B19.10', 'B19.20', 'B19.9']) p(`chronic ${c}`, B, [cond(c, '-2000d')], 'info', [CO]);
p('R18.8 alone', B, [cond('R18.8')], 'none', []); p('K65.2 alone', B, [cond('K65.2')], 'none', []); p('R18.8 + HF', B, [cond('R18.8'), cond('I50.9')], 'none', []); p('R18.0+K74', B, [cond('R18.0'), cond('K74.60')], 'info', [CO]);
for (const c of ['R18.8', 'K65.2']) { p(`${c}+K74.60`, B, [cond(c), cond('K74.60')], 'critical', [DE, CO]); p(`${c}+K76.6`, B, [cond(c), cond('K76.6')], 'critical', [DE, CO]); p(`${c}+K70.9`, B, [cond(c), cond('K70.9')], 'critical', [DE]); p(`${c}+K74.60 resolved`, B, [cond(c), cond('K74.60', '-4d', { clinicalStatus: 'resolved' })], 'none', []); p(`${c}+B18.2`, B, [cond(c), cond('B18.2')], 'info', [CO]); }
p('family Z83.79', B, [cond('Z83.79')], 'none', []); p('K76.0', B, [cond('K76.0')], 'none', []);
p('text cirrhosis', B, [cond({ text: 'Cirrhosis of liver' })], 'info', undefined);
p('snomed cirrhosis 19943007', B, [cond({ system: 'snomed', code: '19943007', display: 'Cirrhosis of liver' })], 'info', [CO]);
// B2.14
const lb = (v: number, at?: string) => lab('total bilirubin', v, 'mg/dL', at, '0-1.9');
const LC = [...L, 'normal-alt', 'normal-ast', 'cirrhosis'];
p('CP 7', LC, [lb(2.0), alb(3.5), inr(1.0)], 'warning', [CB, CO]); p('CP 6 by bili', LC, [lb(1.99), alb(3.5), inr(1.0)], 'info', [CO]); p('CP 6 by alb', LC, [lb(2.0), alb(3.51), inr(1.0)], 'info', [CO]);
p('CP 3.0 bili is 2', LC, [lb(3.0), alb(3.6), inr(1.0)], 'info', [CO]); p('CP 3.1 bili is 3, alb 3.6', LC, [lb(3.1), alb(3.6), inr(1.0)], 'warning', [CB, CO]);
p('CP alb 2.79 (3)', LC, [lb(1), alb(2.79), inr(1)], 'warning', [CB, CO]); p('CP alb 2.8', LC, [lb(1), alb(2.8), inr(1)], 'info', [CO]);
p('CP INR 1.7 + alb 3.5', LC, [lb(1), alb(3.5), inr(1.7)], 'warning', [CB, CO, IH]); p('CP INR 1.69 + alb 3.5', LC, [lb(1), alb(3.5), inr(1.69)], 'warning', [CO, IH]);
p('CP INR 2.4 → 3', LC, [lb(1), alb(3.6), inr(2.4)], 'warning', [CB, CO, IH]); p('CP INR 2.3', LC, [lb(1), alb(3.6), inr(2.3)], 'warning', [CO, IH]);
p('CP INR with warfarin missing', LC, [lb(1), alb(3.5), inr(2.9), drug('warfarin 5 mg')], 'info', [CO, BL]);
p('CP 15 d apart', LC, [lb(2.0, '-5d'), alb(3.5, '-20d'), inr(1.0, '-5d')], 'info', [CO]); p('CP 14 d apart', LC, [lb(2.0, '-6d'), alb(3.5, '-20d'), inr(1.0, '-6d')], 'warning', [CB, CO]);
p('CP 90 d', LC, [lb(2.0, '-90d'), alb(3.5, '-90d'), inr(1.0, '-90d')], 'warning', [CB, CO]); p('CP alb 91 d', LC, [lb(2.0, '-85d'), alb(3.5, '-91d'), inr(1.0, '-85d')], 'info', [CO]);
p('CP no condition', [...L, 'normal-alt', 'normal-ast'], [lb(3.1), alb(3.6), inr(1)], 'none', []);
p('CP K70.9', [...L, 'normal-alt', 'normal-ast'], [lb(3.1), alb(3.6), inr(1), cond('K70.9')], 'warning', [CB]);
p('CP K76.6 only: no', [...L, 'normal-alt', 'normal-ast'], [lb(3.1), alb(3.6), inr(1), cond('K76.6')], 'info', [CO]);
p('CP K74.60 resolved', [...L, 'normal-alt', 'normal-ast'], [lb(3.1), alb(3.6), inr(1), cond('K74.60', '-9d', { clinicalStatus: 'resolved' })], 'none', []);
const ob = (code: string, value: any, at = '-10d', more: any = {}) => ({ type: 'Observation', code, effective: at, value, ...more });
for (const [v, b, ind, r] of [['none', 2.0, 'info', [CO]], ['absent', 2.0, 'info', [CO]], ['mild', 2.0, 'warning', [CB, CO]], ['slight', 2, 'warning', [CB, CO]], ['controlled', 2, 'warning', [CB, CO]], ['present', 2, 'warning', [CB, CO]], ['moderate', 1, 'warning', [CB, CO]], ['large', 1, 'warning', [CB, CO]], ['tense', 1, 'warning', [CB, CO]], ['refractory', 1, 'warning', [CB, CO]], ['mild', 1, 'info', [CO]]] as any) p(`CP ascites ${v}`, LC, [lb(b), alb(3.6), inr(1), ob('ascites', v)], ind, r);
for (const [v, b, ind, r] of [['grade 1', 2, 'warning', [CB, CO]], ['grade 2', 2, 'warning', [CB, CO]], ['grade 3', 1, 'warning', [CB, CO]], ['grade 4', 1, 'warning', [CB, CO]], ['none', 2, 'info', [CO]], ['grade 0', 2, 'info', [CO]], ['grade 2', 1, 'info', [CO]]] as any) p(`CP HE ${v}`, LC, [lb(b), alb(3.6), inr(1), ob('hepatic encephalopathy grade', v)], ind, r);
p('CP ascites 91 d', LC, [lb(2), alb(3.6), inr(1), ob('ascites', 'moderate', '-91d')], 'info', [CO]);
p('CP ascites newest', LC, [lb(2), alb(3.6), inr(1), ob('ascites', 'moderate', '-50d'), ob('ascites', 'none', '-5d')], 'info', [CO]);
p('CP C 10', LC, [lb(3.1), alb(2.7), inr(1), ob('ascites', 'mild')], 'critical', [CC, CO]);
p('CP 9', LC, [lb(3.1), alb(2.7), inr(1)], 'warning', [CB, CO]);
p('CP R18.8 by code', LC, [lb(2), alb(3.6), inr(1), cond('R18.8')], 'critical', [DE, CO, CB]);
p('CP K76.82 by code', LC, [lb(2), alb(3.6), inr(1), cond('K76.82')], 'critical', [DE, CO, CB]);
p('CP oral', LC, [lb(3.1), alb(2.7), inr(1)], 'warning', [CB, CO], { order: { kind: 'oral' } });
p('CP contrave', LC, [lb(3.1), alb(2.7), inr(1)], 'none', [], { order: { kind: 'contrave' } });
p('CP bili molar 34', LC, [lab('total bilirubin, molar', 34, 'umol/L'), alb(3.5), inr(1)], 'warning', [CB, CO]); p('CP bili molar 33.9', LC, [lab('total bilirubin, molar', 33.9, 'umol/L'), alb(3.5), inr(1)], 'info', [CO]);
p('CP alb g/L 35', LC, [lb(2.0), lab('albumin', 35, 'g/L'), inr(1)], 'warning', [CB, CO]);
p('CP only bili 3.1', LC, [lb(3.1)], 'warning', [CB, CO].filter((x) => x !== CB).concat([CB]));
