/**
 * The text of an uncompressed PDF of ours, page by page, by the table of each embedded font that leads from glyphs back to characters:
 * what a reader selects and copies.
 */
export function pdfText(pdf: Buffer): readonly string[] {
  const source = pdf.toString('latin1');
  const objects = new Map(
    [...source.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, id, body]) => [
      id ?? '',
      body ?? '',
    ]),
  );
  const reference = (body: string, name: string): string =>
    objects.get(new RegExp(`/${name} (\\d+) 0 R`).exec(body)?.[1] ?? '') ?? '';
  const fonts = new Map<string, ReadonlyMap<number, string>>();
  for (const body of objects.values()) {
    for (const [, name, id] of body.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      fonts.set(name ?? '', charactersOf(reference(objects.get(id ?? '') ?? '', 'ToUnicode')));
    }
  }
  return [...objects.values()]
    .filter((body) => /\/Type \/Page\b/.test(body))
    .map((page) => textOf(reference(page, 'Contents'), fonts));
}

function charactersOf(table: string): ReadonlyMap<number, string> {
  const characters = new Map<number, string>();
  for (const [, first, , list] of table.matchAll(/<(\w+)> <(\w+)> \[([^\]]*)\]/g)) {
    const start = parseInt(first ?? '', 16);
    [...(list ?? '').matchAll(/<([\w ]*)>/g)].forEach(([, hex], place) => {
      const units = (hex ?? '').replaceAll(' ', '').match(/.{4}/g) ?? [];
      const text = String.fromCharCode(...units.map((unit) => parseInt(unit, 16)));
      characters.set(start + place, text);
    });
  }
  return characters;
}

function textOf(content: string, fonts: ReadonlyMap<string, ReadonlyMap<number, string>>): string {
  let font: ReadonlyMap<number, string> = new Map();
  let text = '';
  for (const [, name, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (name !== undefined) font = fonts.get(name) ?? new Map();
    const glyphs = [...(shown ?? '').matchAll(/<(\w*)>/g)].map(([, hex]) => hex ?? '').join('');
    for (const code of glyphs.match(/.{4}/g) ?? []) text += font.get(parseInt(code, 16)) ?? '?';
    if (shown !== undefined) text += '\n';
  }
  return text;
}
