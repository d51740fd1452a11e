import type { KnowledgeDocumentType } from '@parley/contracts';

/** A paragraph, a table's row, or whatever else stands by itself. */
export interface DocumentBlock {
  text: string;
  /** What it stands under. */
  heading?: string | undefined;
  /** From 1, in documents that have pages. */
  page?: number | undefined;
  /** It says nothing about what stands beside it: a row of a list. */
  apart?: boolean | undefined;
}

export interface DocumentContent {
  type: KnowledgeDocumentType;
  /** `null` where the type has none. */
  pages: number | null;
  blocks: DocumentBlock[];
}

/** Finds out what a file is and reads its text, however hostile the file may be. */
export interface DocumentReader {
  /**
   * @throws DomainError `DOCUMENT_…`, saying what to do about the file; `RATE_LIMITED` when too many are being read.
   */
  read(bytes: Uint8Array): Promise<DocumentContent>;
}
