import { stripVTControlCharacters } from 'node:util';

/** Text of charts, requests and files without what could steer a terminal or hide in it. */
export const harmless = (text: string): string =>
  stripVTControlCharacters(text).replace(/\p{C}/gu, '');
