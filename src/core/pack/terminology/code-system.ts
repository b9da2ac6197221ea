/** Code systems that the tables know, by the names used in the CSV files. */
export type CodeSystem =
  | 'RxNorm'
  | 'NDC'
  | 'ATC'
  | 'SNOMED CT'
  | 'ICD-10-CM'
  | 'ICD-9-CM'
  | 'LOINC'
  | 'HCPCS'
  | 'CPT'
  | 'CVX'
  | 'UCUM'
  | 'route'
  | 'naltrexone-cds';
