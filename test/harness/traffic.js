// Loads a mock from a process of its own: reads what to do as JSON from standard input, writes what came as JSON.
// Prints a line with the first answer, and the outcome at the end.
//   {origin, adminToken, clients: [{id, secret | assertion}], connections, seconds}
// A bounded mix over kept connections: token requests, gateway calls, admin and control requests, revocations.
import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';

const { origin, adminToken, clients, connections, seconds } = JSON.parse(await text(process.stdin));
const agent = new Agent({ keepAlive: true, maxSockets: connections });
const until = Date.now() + seconds * 1000;
/** Answers by what was asked and their status, and what went wrong. */
const answers = {};
const errors = {};

function send(method, path, headers, body) {
  return new Promise((resolve, reject) => {
    const asked = request(origin + path, { agent, method, headers }, (response) => {
      text(response).then((answer) => resolve({ status: response.statusCode, answer }), reject);
    });
    asked.once('error', reject);
    asked.end(body);
  });
}

async function ask(kind, method, path, { bearer, form } = {}) {
  const headers = {
    ...(bearer && { authorization: `Bearer ${bearer}` }),
    ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
  };
  const { status, answer } = await send(method, path, headers, form && new URLSearchParams(form).toString());
  const key = `${kind} ${status}`;
  if (Object.keys(answers).length === 0) console.log('loading');
  answers[key] = (answers[key] ?? 0) + 1;
  return answer;
}

function credentials({ id, secret, assertion }) {
  const common = { grant_type: 'client_credentials', client_id: id, audience: 'https://api.zscaler.com' };
  if (secret) return { ...common, client_secret: secret };
  const type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
  return { ...common, client_assertion: assertion, client_assertion_type: type };
}

/** One program: gets a token, calls with it, looks it up, revokes it and is refused. */
async function round(client) {
  const { access_token: bearer } = JSON.parse(
    await ask('token', 'POST', '/oauth2/v1/token', { form: credentials(client) }),
  );
  const { jti } = JSON.parse(Buffer.from(bearer.split('.')[1], 'base64url').toString());
  for (let calls = 0; calls < 4; calls++) await ask('gateway', 'GET', '/zia/api/v1/status', { bearer });
  await ask('admin', 'GET', '/ziam/admin/api/v1/api-clients?limit=10', { bearer: adminToken });
  await ask('control', 'GET', '/_mock/v1/tokens?limit=20', { bearer: adminToken });
  await ask('revoke', 'POST', `/_mock/v1/tokens/${jti}/revoke`, { bearer: adminToken });
  await ask('refused', 'GET', '/zia/api/v1/status', { bearer });
}

async function program(number) {
  const client = clients[number % clients.length];
  while (Date.now() < until) {
    try {
      await round(client);
    } catch (error) {
      const what = error.code ?? error.message;
      errors[what] = (errors[what] ?? 0) + 1;
    }
  }
}

const started = Date.now();
await Promise.all(Array.from({ length: connections }, (_, number) => program(number)));
const total = Object.values(answers).reduce((sum, count) => sum + count, 0);
agent.destroy();
console.log(JSON.stringify({ answers, errors, perSecond: Math.round((total * 1000) / (Date.now() - started)) }));
