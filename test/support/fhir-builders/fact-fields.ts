import { type TProperties, Type } from 'typebox';
import { CaseCode } from './code.js';

/** Fields that every fact may have; unknown ones fail, so that a misspelt field is never silently ignored. */
export const factFields = <P extends TProperties>(properties: P) =>
  Type.Object(
    {
      type: Type.String(),
      id: Type.Optional(Type.String()),
      /** The id of another patient, for rows that do not belong here. */
      subject: Type.Optional(Type.String()),
      ...properties,
    },
    { additionalProperties: false },
  );

export const text = Type.Optional(Type.String());
export const amount = Type.Optional(Type.Number());
export const flag = Type.Optional(Type.Boolean());
export const code = Type.Optional(CaseCode);
