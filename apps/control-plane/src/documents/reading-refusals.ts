import { DomainError } from '@parley/core';
import type { ReadingProblem } from './reading/problem.ts';

/** For each problem the code, and what to do about it. */
const refusals = {
  unsupported: [
    'DOCUMENT_UNSUPPORTED',
    'By its content this is no PDF, DOCX, text, Markdown or CSV, whatever its name says. Save it as one of them.',
  ],
  html: ['DOCUMENT_UNSUPPORTED', 'This is a web page. Save its text as a PDF, DOCX or text file.'],
  office: ['DOCUMENT_UNSUPPORTED', 'This is an office file of an older kind. Save it as DOCX or PDF.'],
  not_docx: [
    'DOCUMENT_UNSUPPORTED',
    'This is a zip archive, or an office file other than DOCX. Upload what is in it by itself, or save it as DOCX, PDF or CSV.',
  ],
  encoding: ['DOCUMENT_UNSUPPORTED', 'The encoding of this text cannot be told. Save it as UTF-8.'],
  broken: ['DOCUMENT_BROKEN', 'The file is damaged. Open it in the program that made it and save it anew.'],
  cut_off: ['DOCUMENT_BROKEN', 'The end of the file is missing. Download or export it again.'],
  encrypted: ['DOCUMENT_ENCRYPTED', 'The file needs a password. Save a copy without one.'],
  no_text: ['DOCUMENT_WITHOUT_TEXT', 'There is no text in this file, so nothing can be found in it.'],
  scan: [
    'DOCUMENT_WITHOUT_TEXT',
    'The pages hold pictures and no text, as scans do. Run text recognition (OCR) on it and upload the result.',
  ],
  pages: ['DOCUMENT_TOO_LONG', 'A document may have 2,000 pages. Split it.'],
  characters: ['DOCUMENT_TOO_LONG', 'A document may have 2,000,000 characters of text. Split it.'],
  unpacked: [
    'DOCUMENT_TOO_DEMANDING',
    'Unpacked, the file is far larger than a document should be. Leave out what is embedded in it, or save it as PDF.',
  ],
  memory: [
    'DOCUMENT_TOO_DEMANDING',
    'Reading the file takes too much memory. Split it, or save it in a simpler way.',
  ],
  time: ['DOCUMENT_TOO_DEMANDING', 'Reading the file takes too long. Split it, or save it in a simpler way.'],
} as const satisfies Record<ReadingProblem, readonly [DomainError['code'], string]>;

export function refusalFor(problem: ReadingProblem): DomainError {
  const [code, detail] = refusals[problem];
  return new DomainError(code, detail);
}
