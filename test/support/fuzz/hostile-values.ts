const bidi = '\u202Eevird fo redro\u2066';

/** Texts that have broken parsers, pages, logs and terminals. */
const HOSTILE_TEXTS: readonly string[] = [
  '',
  ' ',
  '\0',
  '\r\nset-cookie: a=b\r\n\r\n',
  '{"level":50,"event":"forged"}',
  '\u001B[2J\u001B]0;title\u0007',
  '\uFEFFnaltrexone',
  'nal\u200Btrexone',
  'ＮＡＬＴＲＥＸＯＮＥ',
  bidi,
  '\uD800',
  '\u{1F48A}'.repeat(200),
  'Z\u0351\u036B\u0343'.repeat(100),
  '<script>alert(1)</script>',
  '![x](https://evil.example/?q=1) [y](javascript:alert(1))',
  '# SAFE TO GIVE\n| a | b |\n|---|---|',
  '{{context.patientId}} {{constructor.constructor}}',
  '${process.env}',
  "'; drop table decisions; --",
  '../../etc/passwd',
  'Patient/',
  'Patient/another',
  'http://169.254.169.254/latest',
  'http://[::1]:1/',
  '__proto__',
  '0000-00-00',
  '9999-12-31T23:59:60Z',
  '2026-02-30',
  '2026-11-24T15:00:00+99:99',
  '-9999999999999',
  '1e400',
  'NaN',
  'a'.repeat(100_000),
  ' '.repeat(100_000),
  'mg '.repeat(30_000),
  '1'.repeat(50_000),
  '\\'.repeat(20_000),
  '*_`'.repeat(20_000),
];

const HOSTILE_NUMBERS: readonly number[] = [
  ...[0, -0, -1, 0.1 + 0.2, 1e-320, 1e308, -1e308, 2 ** 31, 2 ** 53, 2 ** 63, 1e21],
];

/** One level more than JSON may have here stands far from the first level: the draw of both sides of the cap. */
const nested = (levels: number): unknown => {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
};

export const HOSTILE_VALUES: readonly unknown[] = [
  null,
  true,
  false,
  [],
  {},
  [null],
  [[]],
  [{}],
  { resourceType: 'Bundle' },
  { resourceType: 'OperationOutcome', issue: [{}] },
  { reference: 'Patient/another' },
  { start: '2026-11-24', end: '2020-01-01' },
  { value: 1e308, unit: '\u0000' },
  nested(20),
  nested(80),
  Array.from({ length: 500 }, () => null),
  ...HOSTILE_NUMBERS,
  ...HOSTILE_TEXTS,
];
