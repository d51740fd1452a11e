import { deflateSync } from 'node:zlib';

interface PdfOptions {
  /** In the place of what shows the text. */
  content?: { data: Uint8Array; filter: string };
  /** How many pages it claims to have. */
  count?: number;
  /** Its pages are within its pages, and so on. */
  circular?: boolean;
  encrypted?: boolean;
}

const escaped = (text: string) => text.replace(/[\\()]/g, (sign) => `\\${sign}`);
const show = (lines: string) =>
  `BT /F1 12 Tf 72 720 Td ${lines
    .split('\n')
    .map((line) => `(${escaped(line)}) Tj 0 -14 Td`)
    .join(' ')} ET`;

/** A real PDF with a page for each text. */
export function makePdf(
  pages: string[],
  { content, count = pages.length, circular, encrypted }: PdfOptions = {},
): Buffer {
  const kids = circular ? '2 0 R' : pages.map((_, page) => `${4 + 2 * page} 0 R`).join(' ');
  const objects: (string | Buffer)[] = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${count} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ];
  for (const [page, text] of pages.entries()) {
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents ${5 + 2 * page} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
    );
    const { data, filter } = content ?? {
      data: deflateSync(Buffer.from(show(text), 'latin1')),
      filter: '/FlateDecode',
    };
    const head = `<< /Length ${data.length} /Filter ${filter} >>\nstream\n`;
    objects.push(Buffer.concat([Buffer.from(head), data, Buffer.from('\nendstream')]));
  }
  // Of a password that nobody knows.
  if (encrypted)
    objects.push(`<< /Filter /Standard /V 1 /R 2 /P -44 /O <${'5a'.repeat(32)}> /U <${'3c'.repeat(32)}> >>`);
  return assemble(
    objects,
    encrypted ? `/Encrypt ${objects.length} 0 R /ID [<${'ab'.repeat(16)}> <${'ab'.repeat(16)}>]` : '',
  );
}

function assemble(objects: (string | Buffer)[], trailer: string): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.5\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  let length = parts[0]?.length ?? 0;
  const add = (part: Buffer) => {
    parts.push(part);
    length += part.length;
  };
  const places = objects.map((object, index) => {
    const place = length;
    add(Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), Buffer.from(object), Buffer.from('\nendobj\n')]));
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}`;
  const root = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>`;
  add(Buffer.from(`${table}${root}\nstartxref\n${length}\n%%EOF\n`));
  return Buffer.concat(parts);
}
