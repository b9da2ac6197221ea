/** Laboratory results and signs of liver disease in the notation of the cases, with the units and limits of one laboratory. */
const laboratory =
  (code: string, unit: string, refRange?: string) =>
  (effective: string, value: number, more: object = {}) => ({
    type: 'Observation',
    code,
    effective,
    value,
    unit,
    ...(refRange === undefined ? {} : { refRange }),
    ...more,
  });

export const liverFacts = {
  alt: laboratory('ALT', 'U/L', '0-45'),
  ast: laboratory('AST', 'U/L', '0-40'),
  alp: laboratory('ALP', 'U/L', '0-130'),
  bilirubin: laboratory('total bilirubin', 'mg/dL', '0-1.2'),
  direct: laboratory('direct bilirubin', 'mg/dL'),
  albumin: laboratory('albumin', 'g/dL'),
  inr: laboratory('INR', '1'),
  platelets: laboratory('platelets', '10*3/uL'),
  sign: (code: 'ascites' | 'hepatic encephalopathy grade', effective: string, value: unknown) => ({
    type: 'Observation',
    code,
    effective,
    value,
  }),
  condition: (code: string, more: object = {}) => ({
    type: 'Condition',
    code: { system: 'icd10cm', code },
    ...more,
  }),
  warfarin: (more: object = {}) => ({
    type: 'MedicationStatement',
    code: 'warfarin tablet',
    status: 'active',
    dateAsserted: '-4d',
    ...more,
  }),
};
