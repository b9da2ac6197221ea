import PDFDocument from 'pdfkit';
import { formatDay } from '../core/compose/format-day.js';
import type { Basis, CitedPaper, Section, Table } from '../core/packet/paper.js';
import { type Face, loadFaces } from './fonts.js';

/** A4 by its width and US Letter by its height: prints whole on both. */
const PAGE: [number, number] = [595.28, 792];
const MARGIN = { top: 54, bottom: 62, left: 50, right: 50 };
const WIDTH = PAGE[0] - MARGIN.left - MARGIN.right;
const END = PAGE[1] - MARGIN.bottom;
const BOX = '\u25a1';
const SIZE = { title: 17, heading: 11.5, text: 9.5, small: 8 };

export interface PdfOptions {
  /** When it was made: part of its bytes, so that the same paper is the same file. */
  readonly now: Date;
  /** Off for tests that read the text. */
  readonly compress?: boolean;
}

/**
 * A paper as PDF: selectable text in an embedded font, tagged for screen readers, pages numbered. Characters that the font cannot
 * show stand as boxes, and the paper says so at its head.
 */
export async function renderPdf(paper: CitedPaper, options: PdfOptions): Promise<Buffer> {
  const faces = loadFaces();
  const doc = new PDFDocument({
    size: PAGE,
    margins: MARGIN,
    bufferPages: true,
    tagged: true,
    lang: 'en-US',
    displayTitle: true,
    pdfVersion: '1.7',
    compress: options.compress ?? true,
    info: { Title: paper.title, Creator: 'naltrexone-cds', CreationDate: options.now },
  });
  const finished = collect(doc);
  doc.registerFont('regular', faces.regular.bytes);
  doc.registerFont('bold', faces.bold.bytes);
  const writer = new PdfWriter(doc, faces.regular);
  writer.paper(paper);
  writer.numberPages();
  doc.end();
  return finished;
}

function collect(doc: PDFKit.PDFDocument): Promise<Buffer> {
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => {
      resolve(Buffer.concat(chunks));
    });
    doc.on('error', reject);
  });
}

type Tag = 'H1' | 'H2' | 'P' | 'TH' | 'TD';

class PdfWriter {
  private readonly doc: PDFKit.PDFDocument;
  private readonly face: Face;
  private readonly root: PDFKit.PDFStructureElement;

  constructor(doc: PDFKit.PDFDocument, face: Face) {
    this.doc = doc;
    this.face = face;
    this.root = doc.struct('Document');
    doc.addStructure(this.root);
  }

  paper(paper: CitedPaper): void {
    const numbers = new Map(paper.cited.map((row) => [row.source, row.number]));
    this.text('H1', paper.title, { font: 'bold', size: SIZE.title, after: 8 });
    if (!this.showsAll(paper)) {
      this.text('P', paper.missingCharacters, { font: 'bold', size: SIZE.text, after: 6 });
    }
    for (const section of paper.sections) this.section(section, numbers, paper.captions.reported);
    this.heading(paper.captions.cited);
    for (const { number, source, day, label } of paper.cited) {
      const when = day === undefined ? '' : `, ${formatDay(day)}`;
      const size = SIZE.small;
      this.text('P', `[${String(number)}] ${source}${when}: ${label}`, { size, after: 1 });
    }
    this.heading(paper.notice.title);
    this.text('P', paper.notice.text, { size: SIZE.small, after: 0 });
  }

  numberPages(): void {
    const { doc } = this;
    const { count } = doc.bufferedPageRange();
    for (let page = 0; page < count; page += 1) {
      doc.switchToPage(page);
      // Below the margin pdfkit would begin a new page.
      doc.page.margins.bottom = 0;
      doc.markContent('Artifact', { type: 'Pagination' });
      doc
        .font('regular')
        .fontSize(SIZE.small)
        .text(`${String(page + 1)} / ${String(count)}`, MARGIN.left, END + 22, {
          width: WIDTH,
          align: 'right',
          lineBreak: false,
        });
      doc.endMarkedContent();
    }
  }

  private section(section: Section, numbers: Numbers, reported: string): void {
    this.heading(section.title);
    const from = this.doc.y;
    const page = this.doc.bufferedPageRange().count;
    for (const { text, basis, reported: told } of section.statements) {
      const marks = `${told ? ` (${reported})` : ''}${citations(basis, numbers)}`;
      const room = section.id === 'signature' && text.endsWith(':') ? 30 : 2;
      this.text('P', `${text}${marks}`, { size: SIZE.text, after: room });
    }
    if (section.table !== undefined) this.table(section.table, numbers, reported);
    if (section.warns && this.doc.bufferedPageRange().count === page) {
      this.doc.markContent('Artifact', { type: 'Layout' });
      this.doc
        .rect(MARGIN.left - 6, from - 22, 2.5, this.doc.y - from + 20)
        .fill('#7a4d00')
        .fillColor('black');
      this.doc.endMarkedContent();
    }
  }

  private heading(text: string): void {
    this.keep(SIZE.heading * 4);
    this.doc.y += 9;
    this.text('H2', text, { font: 'bold', size: SIZE.heading, after: 3 });
  }

  private table({ head, rows }: Table, numbers: Numbers, reported: string): void {
    const all = [
      { cells: head, tag: 'TH' as const, marks: '' },
      ...rows.map(({ cells, basis, reported: told }) => ({
        cells,
        tag: 'TD' as const,
        marks: `${told ? ` (${reported})` : ''}${citations(basis, numbers)}`,
      })),
    ];
    const table = this.doc.struct('Table');
    this.root.add(table);
    const width = WIDTH / head.length;
    for (const { cells, tag, marks } of all) {
      const texts = cells.map((cell, place) =>
        this.shown(place === cells.length - 1 ? `${cell}${marks}` : cell),
      );
      this.doc.font(tag === 'TH' ? 'bold' : 'regular').fontSize(SIZE.small);
      const options = { width: width - 10 };
      const height = Math.max(...texts.map((text) => this.doc.heightOfString(text, options)));
      // The names of the columns stay with the first row.
      this.keep(height + (tag === 'TH' ? 40 : 4));
      const { y } = this.doc;
      const row = this.doc.struct('TR');
      table.add(row);
      texts.forEach((text, place) => {
        const x = MARGIN.left + place * width;
        row.add(this.doc.struct(tag, {}, () => void this.doc.text(text, x, y, options)));
      });
      row.end();
      this.doc.y = Math.max(this.doc.y, y + height) + 3;
      this.doc.x = MARGIN.left;
    }
    table.end();
  }

  private text(
    tag: Tag,
    text: string,
    { font = 'regular', size, after }: { font?: 'regular' | 'bold'; size: number; after: number },
  ): void {
    const { doc } = this;
    doc.font(font).fontSize(size);
    const shown = this.shown(text);
    this.keep(Math.min(doc.heightOfString(shown, { width: WIDTH }), size * 6));
    this.root.add(
      doc.struct(tag, {}, () => void doc.text(shown, MARGIN.left, doc.y, { width: WIDTH })),
    );
    doc.y += after;
  }

  /** Begins a new page when so much no longer fits on this one. */
  private keep(height: number): void {
    if (this.doc.y + height > END) this.doc.addPage();
  }

  private shown(text: string): string {
    return Array.from(text)
      .map((character) => (this.face.shows(character) ? character : BOX))
      .join('');
  }

  private showsAll(paper: CitedPaper): boolean {
    const texts = [
      ...paper.sections.flatMap(({ statements, table }) => [
        ...statements.map(({ text }) => text),
        ...(table?.rows ?? []).flatMap(({ cells }) => cells),
      ]),
      ...paper.cited.flatMap(({ source, label }) => [source, label]),
    ];
    return texts.every((text) => this.shown(text) === text);
  }
}

type Numbers = ReadonlyMap<string, number>;

const citations = (basis: Basis, numbers: Numbers): string =>
  basis.kind !== 'chart'
    ? ''
    : basis.citations.map(({ source }) => ` [${String(numbers.get(source))}]`).join('');
