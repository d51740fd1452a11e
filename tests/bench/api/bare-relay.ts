import { type WebSocket, WebSocketServer } from 'ws';

/** What `ws` itself costs: what comes in at /publish goes out to everybody else, unread. */
const viewers = new Set<WebSocket>();
const server = new WebSocketServer({ host: '127.0.0.1', port: Number(process.argv[2]) });
server.on('connection', (socket, request) => {
  if (request.url === '/publish') {
    socket.on('message', (data) => {
      const text = String(data);
      for (const viewer of viewers) viewer.send(text);
    });
    return;
  }
  viewers.add(socket);
  socket.on('close', () => viewers.delete(socket));
});
server.on('listening', () => process.stdout.write('listening\n'));
