import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkit';

/** A face of the font that PDFs embed, and which characters it has. */
export interface Face {
  readonly bytes: Buffer;
  readonly shows: (character: string) => boolean;
}

const PLACE = 'dejavu-fonts-ttf/ttf/';
/** Written from right to left: the PDF library lays lines out from left to right, and mixed lines would come out scrambled. */
const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** DejaVu Sans: Latin with all its accents, Greek, Cyrillic, Armenian, Georgian and the signs of units. */
export function loadFaces(): { readonly regular: Face; readonly bold: Face } {
  return { regular: loadFace('DejaVuSans.ttf'), bold: loadFace('DejaVuSans-Bold.ttf') };
}

function loadFace(file: string): Face {
  const path = createRequire(import.meta.url).resolve(`${PLACE}${file}`);
  const bytes = readFileSync(path);
  const font = create(bytes) as Font;
  return {
    bytes,
    shows: (character) =>
      /\s/.test(character) ||
      (font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0) && !RIGHT_TO_LEFT.test(character)),
  };
}
