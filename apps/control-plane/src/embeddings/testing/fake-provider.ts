import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** Words that mean alike; each line is a direction of its own. */
const meanings = ['sauna hammam sweat', 'dog puppy hound', 'rent lease tenancy', 'zebra striped'].map(
  (line) => line.split(' '),
);

const vectorOf = (text: string, dimensions: number): number[] => {
  const words = text.toLowerCase().split(/\W+/);
  const vector = meanings.map((alike) => words.filter((word) => alike.includes(word)).length);
  // What means nothing known is far from everything known.
  return [...vector, vector.some(Boolean) ? 0 : 1, ...Array(dimensions - vector.length - 1).fill(0)];
};

export interface FakeProvider {
  url: string;
  /** What each request asked for. */
  requests: { model: string; input: string[]; key: string | undefined }[];
  /** How the next requests are answered. */
  mode: 'well' | 'failing' | 'hanging' | 'wrong';
  dimensions: number;
  close(): void;
}

/** Speaks OpenAI's `/v1/embeddings` on the loopback, the same for the same words every time. */
export async function startFakeProvider(): Promise<FakeProvider> {
  const server = createServer(async (request, response) => {
    const { model, input } = (await json(request)) as { model: string; input: string[] };
    provider.requests.push({ model, input, key: request.headers.authorization });
    if (provider.mode === 'hanging') return;
    if (request.url !== '/v1/embeddings' || provider.mode === 'failing') {
      response.writeHead(500).end('{"error":{"message":"out of order"}}');
      return;
    }
    const vectors = input.map((text) => vectorOf(text, provider.dimensions));
    // In any order, as the protocol allows; the index tells.
    const data = vectors.map((embedding, index) => ({ object: 'embedding', index, embedding })).reverse();
    if (provider.mode === 'wrong') data.pop();
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify({ object: 'list', model, data, usage: { prompt_tokens: 1, total_tokens: 1 } }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const provider: FakeProvider = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests: [],
    mode: 'well',
    dimensions: 8,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return provider;
}
