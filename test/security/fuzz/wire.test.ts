// Bytes at the one port, as they are.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Target } from '../attacks/target.js';
import { openSocket, parse, readAll } from '../attacks/wire.js';
import { fuzzAsync } from './fuzz.js';
import { damagedBytes } from './mutations.js';

const LINE = '\r\n';
const lines = (...all: string[]) => Buffer.from([...all, '', ''].join(LINE));

const requests = [
  lines('GET /_mock/v1/health HTTP/1.1', 'Host: localhost', 'Connection: close'),
  lines('CONNECT api.zsapi.net:443 HTTP/1.1', 'Host: api.zsapi.net:443'),
  Buffer.concat([
    lines('CONNECT acme.zslogin.net:443 HTTP/1.1', 'Host: acme.zslogin.net:443'),
    lines('GET /oauth2/v1/keys HTTP/1.1', 'Host: acme.zslogin.net'),
  ]),
  Buffer.concat([
    lines(
      'POST /oauth2/v1/token HTTP/1.1',
      'Host: localhost',
      'Content-Type: application/x-www-form-urlencoded',
      'Content-Length: 48',
    ),
    Buffer.from('grant_type=client_credentials&client_id=iqabcdef'),
  ]),
  Buffer.concat([
    lines('PUT /_mock/v1/clock HTTP/1.1', 'Host: localhost', 'Authorization: Bearer x', 'Transfer-Encoding: chunked'),
    Buffer.from('17\r\n{"offsetSeconds":12345}\r\n0\r\n\r\n'),
  ]),
  // A ClientHello that is long enough to be looked at.
  Buffer.concat([
    Buffer.from('16030100c8010000c40303', 'hex'),
    Buffer.alloc(34, 7),
    Buffer.from('000ac02bc02f009c009d002f0100', 'hex'),
    Buffer.alloc(120),
  ]),
];

/** RFC 8446 §5.1. */
const handshake = 0x16;

/**
 * Sends the bytes in pieces, ends its side, and reads what comes. A handshake that is not completed is left at once:
 * the mock would wait ten seconds for the rest of it.
 */
async function send(port: number, bytes: Buffer, pieces: number): Promise<string> {
  const socket = await openSocket(port);
  const all = readAll(socket);
  const size = Math.ceil(bytes.length / pieces);
  for (let at = 0; at < bytes.length; at += size) socket.write(bytes.subarray(at, at + size));
  if (bytes[0] === handshake) socket.write('', () => socket.destroy());
  else socket.end();
  return all;
}

describe('Whatever bytes', () => {
  let target: Target;
  before(async () => {
    target = await Target.start();
  });
  after(() => target.stop());

  it('reach the port, each answer is one of HTTP, none says that the mock failed, and it serves on', async function () {
    this.timeout(0);
    // Several connections at a time: so are those of strangers.
    const connections = fc.array(fc.tuple(damagedBytes(requests), fc.integer({ min: 1, max: 4 })), {
      minLength: 8,
      maxLength: 8,
    });
    await fuzzAsync(connections, { family: 'the port', few: 40, part: 1 / 20 }, async (all) => {
      const answers = await Promise.all(all.map(([bytes, pieces]) => send(target.port, bytes, pieces)));
      for (const answer of answers) {
        const { statuses } = parse(answer);
        // TLS answers with an alert, which is no HTTP.
        if (answer !== '' && !answer.startsWith('\x15\x03')) assert.match(answer, /^HTTP\/1\.1 \d{3} /);
        // 502 is what a wrong vanity domain gets at CONNECT.
        assert.deepEqual(
          statuses.filter((status) => status >= 500 && status !== 502),
          [],
          answer,
        );
      }
      assert.deepEqual(target.warnings, []);
    });
    const { text } = await target.control('GET', '/_mock/v1/clock');
    assert.match(text, /"offsetSeconds":0/);
    await target.assertSound();
  });
});
