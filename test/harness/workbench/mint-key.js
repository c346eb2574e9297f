// Loaded into the VS Code server ahead of it (node --import). The page asks the web server that it came
// from for half of the key that seals SecretStorage in the browser; code-server's own front answers that,
// the bare server that runs here does not. Without it SecretStorage rejects every call.
import { randomBytes } from 'node:crypto';
import { Server } from 'node:http';

const half = randomBytes(32);
const emit = Server.prototype.emit;

Server.prototype.emit = function (event, ...args) {
  const [request, response] = args;
  if (event === 'request' && request.method === 'POST' && request.url.endsWith('/mint-key')) {
    response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(half);
    return true;
  }
  return emit.call(this, event, ...args);
};
