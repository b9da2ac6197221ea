import { type Static, Type } from 'typebox';

const Name = Type.String({ minLength: 1 });
const oneOf = <T extends string>(values: readonly T[], description: string) =>
  Type.Optional(Type.Unsafe<T>({ type: 'string', enum: values, description }));

/** What a site says about how it bills and what its payers want (`readiness` of the site file); nothing in it touches a safety card. */
export const Readiness = Type.Object(
  {
    documentation: oneOf(
      ['on', 'off'],
      'A card for papers that are missing. Codes, units and modifiers are always checked.',
    ),
    setting: oneOf(
      ['office', 'opps', 'cah', 'rhc', 'fqhc', 'otp', 'inpatient'],
      'Where injections are given, as claims know it: RHC, FQHC, inpatient and OTP report neither JW nor JZ. Left out: by the class of the encounter, else office.',
    ),
    jz: oneOf(
      ['medicare', 'stated', 'off'],
      'When a missing JZ is said: on every Medicare order (usual), only where the order carries modifiers, never.',
    ),
    medicareAdvantage: oneOf(
      ['as-medicare', 'own-rules'],
      'Do Medicare Advantage plans follow the JW and JZ policy of Medicare? Usual: as-medicare.',
    ),
    pharmacySuppliers: Type.Optional(
      Type.Array(Name, {
        minItems: 1,
        description:
          'Dispensers that send the kit for one named patient, by reference or name as it stands in the order: then J2315 is not billed.',
      }),
    ),
    payers: Type.Optional(
      Type.Array(
        Type.Object(
          {
            payor: Type.String({
              minLength: 1,
              description:
                'Name, reference or identifier of the payor, plan or class as it stands in Coverage.',
            }),
            policy: Type.Optional(
              Type.String({ pattern: '^[a-z0-9-]+$', description: 'File in cards/coverage.' }),
            ),
            medicare: Type.Optional(Type.Literal(true)),
          },
          { additionalProperties: false },
        ),
        {
          minItems: 1,
          description: 'Which policy a payor follows, where its name alone does not tell.',
        },
      ),
    ),
  },
  { additionalProperties: false },
);
export type Readiness = Static<typeof Readiness>;
