import { existsSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import staticFiles from '@fastify/static';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { PageHeaders } from '../plugins/secure-headers.ts';
import type { App } from './app-type.ts';

const notBuilt = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Parley</title>
<h1>The web app has not been built</h1>
<p>The API is up. To have the pages too, run <code>npm start</code>, or
<code>pnpm --filter @parley/web build</code>, and load this page again.</p></html>`;

/** What Vite names by content never changes; the page itself is asked for each time. */
const cacheControlOf = (file: string): string =>
  file.includes(`${sep}assets${sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache';

export type PageFallback = (request: FastifyRequest, reply: FastifyReply) => FastifyReply | undefined;

interface ServeWebApp {
  webDir: string;
  pageHeaders: PageHeaders;
}

/**
 * Serves the built web app from a folder.
 * @returns what answers an address that is no file: the app's page, whose router knows more addresses.
 */
export async function serveWebApp(app: App, { webDir, pageHeaders }: ServeWebApp): Promise<PageFallback> {
  const root = resolve(webDir);
  await app.register(staticFiles, {
    root,
    logLevel: 'error',
    cacheControl: false,
    setHeaders: (reply, file) => {
      for (const [name, value] of Object.entries(pageHeaders)) reply.header(name, value);
      reply.header('cache-control', cacheControlOf(file));
    },
  });
  return (request, reply) => {
    const wantsPage = request.headers.accept?.includes('text/html') ?? false;
    if (request.method !== 'GET' || !wantsPage) return undefined;
    if (existsSync(resolve(root, 'index.html'))) return reply.sendFile('index.html');
    return reply.code(404).headers(pageHeaders).type('text/html; charset=utf-8').send(notBuilt);
  };
}
