import Fastify from 'fastify';

/**
 * What Fastify itself costs: a POST whose JSON is parsed, and answered with nothing looked at. No plugins, no headers of
 * its own, nobody asked who they are, and no log.
 */
const app = Fastify({ logger: false });
app.post('/noop', async () => ({ ok: true }));
await app.listen({ host: '127.0.0.1', port: Number(process.argv[2]) });
process.stdout.write('listening\n');
