import { createHash } from 'node:crypto';
import multipart from '@fastify/multipart';
import { maxDocumentBytes } from '@parley/contracts';
import { DomainError } from '@parley/core';
import type { FastifyRequest } from 'fastify';
import type { App } from '../../../app-type.ts';

/** The bytes of the parts' headers and boundaries, generously. */
const wrapping = 64 * 1024;
export const uploadBodyLimit = maxDocumentBytes + wrapping;

/** A file as it came. As JSON, by which an idempotency key knows a request again, it stands for its content. */
export class Upload {
  readonly name: string;
  readonly bytes: Uint8Array;

  constructor(name: string, bytes: Uint8Array) {
    this.name = name;
    this.bytes = bytes;
  }

  toJSON() {
    return { name: this.name, sha256: createHash('sha256').update(this.bytes).digest('hex') };
  }
}

/** For a child of the routes' plugin: its bodies are `multipart/form-data`. */
export async function acceptMultipart(app: App): Promise<void> {
  app.removeAllContentTypeParsers();
  await app.register(multipart, {
    limits: { fileSize: maxDocumentBytes, files: 1, fields: 0, headerPairs: 100 },
  });
}

const tooLarge = () =>
  new DomainError('BODY_TOO_LARGE', 'A document may have 25 MB. Split it, or leave out its pictures.');
const wrong = (message: string) => new DomainError('VALIDATION_FAILED', message, [{ path: 'file', message }]);
const oneFile = 'Send one part, named "file", with the file and its name.';

/** @throws DomainError `VALIDATION_FAILED`, `BODY_TOO_LARGE`, `UNSUPPORTED_MEDIA_TYPE` */
export async function readUpload(request: FastifyRequest): Promise<{ file: Upload }> {
  if (Number(request.headers['content-length']) > uploadBodyLimit) throw tooLarge();
  if (!request.isMultipart())
    throw new DomainError('UNSUPPORTED_MEDIA_TYPE', 'Send the file as multipart/form-data.');
  try {
    let file: Upload | undefined;
    for await (const part of request.parts()) {
      if (part.type !== 'file' || part.fieldname !== 'file') throw wrong(oneFile);
      file = new Upload(nameOf(part.filename), await part.toBuffer());
    }
    if (!file) throw wrong(oneFile);
    return { file };
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw refusalOf(error);
  }
}

const nameOf = (filename: string | undefined): string =>
  (filename ?? '')
    .replace(/\p{Cc}/gu, '')
    .trim()
    .slice(0, 200) || 'document';

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : '');

function refusalOf(error: unknown): DomainError {
  const code = codeOf(error);
  if (code === 'FST_REQ_FILE_TOO_LARGE') return tooLarge();
  return wrong(/LIMIT/.test(code) ? oneFile : `The body is not whole multipart/form-data. ${oneFile}`);
}
