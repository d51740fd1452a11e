import { deflateSync } from 'node:zlib';
import type { DocumentReader } from '@parley/core';
import { afterEach, describe, expect, it } from 'vitest';
import { createDocumentReader, readerLimits } from './create-document-reader.ts';
import { makeDocx, makeZip } from './testing/make-docx.ts';
import { makePdf } from './testing/make-pdf.ts';

/** Every process that a test has started. */
let started: number[] = [];
const onStart = (pid: number) => void started.push(pid);
const isThere = (pid: number) => {
  try {
    process.kill(-pid, 0);
    return true;
  } catch {
    return false;
  }
};
afterEach(() => {
  expect(started.length).toBeGreaterThan(0);
  expect(started.filter(isThere)).toEqual([]);
  started = [];
});

const readerWith = (limits: Partial<typeof readerLimits> = {}, thread?: string): DocumentReader =>
  createDocumentReader({ limits: { ...readerLimits, ...limits }, onStart, thread });
const read = (bytes: Uint8Array | string) => readerWith().read(Buffer.from(bytes));
const threadAt = (name: string) => new URL(`./testing/${name}`, import.meta.url).pathname;
const prose = 'Viewings are on Saturday, between ten and noon.';

describe('a file that can be read', () => {
  it('is a PDF, with its pages and paragraphs', async () => {
    const pdf = makePdf([
      'Our deposit is\none month of rent, refund-\nable at the end.',
      'Pets are welcome.',
    ]);
    expect(await read(pdf)).toEqual({
      type: 'pdf',
      pages: 2,
      blocks: [
        { text: 'Our deposit is\none month of rent, refundable at the end.', page: 1 },
        { text: 'Pets are welcome.', page: 2 },
      ],
    });
  });

  it('is a PDF that says it had more pages', async () => {
    expect(await read(makePdf([prose], { count: 2_000_000_000 }))).toMatchObject({ pages: 1 });
  });

  it('is a DOCX, with its headings', async () => {
    expect(await read(makeDocx(['# Parking & keys', 'Bring <both> keys.', 'Lot B is free.']))).toEqual({
      type: 'docx',
      pages: null,
      blocks: [
        { text: 'Bring <both> keys.', heading: 'Parking & keys' },
        { text: 'Lot B is free.', heading: 'Parking & keys' },
      ],
    });
  });

  it('is Markdown, without its marks', async () => {
    const { type, blocks } = await read(
      '# House rules\n\n**Quiet** after [ten](http://x.test).\n\n## Pets\nCats only.',
    );
    expect(type).toBe('markdown');
    expect(blocks).toEqual([
      { text: 'Quiet after ten.', heading: 'House rules' },
      { text: 'Cats only.', heading: 'Pets' },
    ]);
  });

  it('is CSV, each row with the names of its columns', async () => {
    const { type, blocks } = await read('service;price\n"Cleaning; deep";90\nPolish;\n');
    expect(type).toBe('csv');
    expect(blocks).toEqual([
      { text: 'service: Cleaning; deep. price: 90.', apart: true },
      { text: 'service: Polish.', apart: true },
    ]);
  });

  it.each([
    ['UTF-8', Buffer.from('Café, at noon.\n\nNaïve.')],
    ['UTF-8 with a mark', Buffer.from('\ufeffCafé, at noon.\n\nNaïve.')],
    ['UTF-16', Buffer.from('\ufeffCafé, at noon.\n\nNaïve.', 'utf16le')],
    ['Windows-1252', Buffer.from('Café, at noon.\r\n\r\nNaïve.', 'latin1')],
  ])('is text in %s', async (_, bytes) => {
    const blocks = [{ text: 'Café, at noon.' }, { text: 'Naïve.' }];
    expect(await read(bytes)).toEqual({ type: 'text', pages: null, blocks });
  });
});

const big = Buffer.alloc(220 * 1024 * 1024, 32);
const bomb = { name: 'word/media/a.xml', data: big };

describe('a file that cannot be read is refused, saying why', () => {
  it.each<[string, () => Uint8Array | string, string, RegExp]>([
    ['a PDF with a password', () => makePdf([prose], { encrypted: true }), 'ENCRYPTED', /without one/],
    ['a truncated PDF', () => makePdf([prose]).subarray(0, 500), 'BROKEN', /end of the file is missing/],
    ['a PDF of rubbish', () => `%PDF-1.7\n${'rubbish '.repeat(50)}\n%%EOF`, 'BROKEN', /save it anew/],
    ['a scan', () => makePdf(['']), 'WITHOUT_TEXT', /OCR/],
    [
      'a PDF of endless pages',
      () => makePdf([prose], { count: 1_000_000_000, circular: true }),
      'BROKEN',
      /anew/,
    ],
    ['a PDF of many pages', () => makePdf(Array(2001).fill('x')), 'TOO_LONG', /2,000 pages/],
    ['a zip', () => makeZip([{ name: 'a.txt', data: Buffer.from(prose) }]), 'UNSUPPORTED', /zip archive/],
    ['a truncated DOCX', () => makeDocx([prose]).subarray(0, 700), 'BROKEN', /end of the file/],
    ['a DOCX with a bomb', () => makeDocx([prose], [bomb]), 'TOO_DEMANDING', /far larger/],
    [
      'a DOCX whose bomb lies',
      () => makeDocx([prose], [{ ...bomb, declared: 9 }]),
      'TOO_DEMANDING',
      /far larger/,
    ],
    ['an empty DOCX', () => makeDocx([]), 'WITHOUT_TEXT', /no text/],
    ['an empty file', () => '', 'WITHOUT_TEXT', /no text/],
    ['blanks', () => ' \n\n ', 'WITHOUT_TEXT', /no text/],
    ['a picture', () => Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'UNSUPPORTED', /no PDF/],
    ['a web page', () => `<!DOCTYPE html><p>${prose}`, 'UNSUPPORTED', /web page/],
    ['a saved web page', () => `<!-- saved from -->\n<html><p>${prose}`, 'UNSUPPORTED', /web page/],
    ['an old office file', () => Buffer.from('d0cf11e0a1b11ae100', 'hex'), 'UNSUPPORTED', /DOCX or PDF/],
    ['text of no known encoding', () => Buffer.from(`${prose}\x81\x8d`, 'latin1'), 'UNSUPPORTED', /UTF-8/],
    ['a long text', () => `${prose}\n`.repeat(50_000), 'TOO_LONG', /Split it/],
  ])(
    '%s',
    async (_, make, code, detail) => {
      await expect(read(make())).rejects.toMatchObject({
        code: expect.stringMatching(new RegExp(`^DOCUMENT_(${code})$`)),
        detail: expect.stringMatching(detail),
      });
    },
    60_000,
  );

  it('a PDF that unpacks to more than there is memory', async () => {
    const once = deflateSync(Buffer.alloc(600 * 1024 * 1024, 32));
    const content = { data: deflateSync(once), filter: '[/FlateDecode /FlateDecode]' };
    await expect(readerWith({ memoryMb: 400 }).read(makePdf(['x'], { content }))).rejects.toMatchObject({
      code: 'DOCUMENT_TOO_DEMANDING',
    });
  }, 60_000);
});

describe('reading', () => {
  it('ends when its time is over', async () => {
    const reading = readerWith({ timeMs: 1_500 }, threadAt('hanging-thread.ts')).read(Buffer.from(prose));
    await expect(reading).rejects.toMatchObject({ code: 'DOCUMENT_TOO_DEMANDING', detail: /too long/ });
  });

  it('ends when it takes too much memory', async () => {
    const reading = readerWith({ memoryMb: 300 }, threadAt('hungry-thread.ts')).read(Buffer.from(prose));
    await expect(reading).rejects.toMatchObject({ code: 'DOCUMENT_TOO_DEMANDING', detail: /memory/ });
  });

  it('ends when it says too much', async () => {
    await expect(readerWith({ resultBytes: 50 }).read(Buffer.from(prose))).rejects.toMatchObject({
      code: 'DOCUMENT_TOO_LONG',
    });
  });

  it('is done twice at once; one more waits, and the next is sent away', async () => {
    const reader = readerWith({ waiting: 1 });
    const reads = [1, 2, 3, 4].map((n) => reader.read(Buffer.from(`${prose} ${n}`)));
    await expect(reads[3]).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    expect(started).toHaveLength(2);
    await Promise.all(reads.slice(0, 3));
    expect(started).toHaveLength(3);
  });
});
