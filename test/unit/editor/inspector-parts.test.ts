import assert from 'node:assert/strict';
import { compareTokens } from '../../../src/editor/inspector/compare-tokens.js';
import { readInspectorState } from '../../../src/editor/inspector/inspector-state.js';
import { inspectorLabels } from '../../../src/editor/inspector/labels.js';
import {
  isFromInspectorPage,
  isToInspectorPage,
  maxPastedLength,
  type Timeline,
} from '../../../src/editor/inspector/messages.js';
import { readPasted } from '../../../src/editor/inspector/read-pasted.js';
import { countdown, timelineShare, timelineText } from '../../../src/editor/inspector/timeline-state.js';
import { english } from '../../../src/editor/localise.js';
import { decodeJwt } from '../../../src/jwt/decode.js';
import { accessClaims, now, token } from './tokens.js';

const labels = inspectorLabels(english);

describe('what was pasted into the inspector', () => {
  const jwt = token(accessClaims);

  it('is a token, alone or in an answer, a header or a log line', async () => {
    for (const text of [jwt, `Bearer ${jwt}`, `{"access_token":"${jwt}","expires_in":3599}`, `12:00 got ${jwt}.`]) {
      const pasted = await readPasted(text);
      assert.equal(pasted.kind === 'token' && pasted.token.startsWith(jwt), true, text.slice(0, 20));
    }
  });

  it('is a token that a terminal broke over lines', async () => {
    const pasted = await readPasted(`${jwt.slice(0, 50)}\n${jwt.slice(50)}`);
    assert.equal(pasted.kind === 'token' && pasted.token, jwt);
  });

  it('is a JWKS', async () => {
    const pasted = await readPasted('{"keys":[]}');
    assert.equal(pasted.kind === 'keys' && pasted.description.kind, 'jwks');
  });

  it('is a PEM block', async () => {
    const pasted = await readPasted('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----');
    assert.equal(pasted.kind, 'keys');
  });

  it('counts as a token where it is nothing, so that it is said what is wrong', async () => {
    assert.deepEqual(await readPasted('hello'), { kind: 'token', token: 'hello' });
  });
});

describe('two tokens compared', () => {
  it('differ name by name', () => {
    const first = decodeJwt(token({ a: 1, same: [1], gone: true }));
    const second = decodeJwt(token({ a: 2, same: [1], added: null }));
    const { groups, summary } = compareTokens(first, second, { first: '1', second: '2' }, english);
    assert.deepEqual(
      groups[1]?.rows.map(({ name, difference }) => [name, difference]),
      [
        ['a', 'changed'],
        ['same', 'same'],
        ['gone', 'first'],
        ['added', 'second'],
      ],
    );
    assert.equal(summary, '3 differences');
  });
});

describe('the timeline', () => {
  const timeline: Timeline = { issuedAt: now - 100, expiresAt: now + 100, startText: '', endText: '', ended: false };

  it('counts down in the two largest units', () => {
    assert.equal(countdown(2 * 86_400 + 3 * 3600 + 59, labels), '2 d 3 h');
    assert.equal(countdown(700, labels), '11 min 40 s');
    assert.equal(countdown(9.9, labels), '9 s');
    assert.equal(countdown(0, labels), '0 s');
  });

  it('says how long is left, how long it is over, and when it begins', () => {
    assert.equal(timelineText(timeline, now, labels), '1 min 40 s left');
    assert.equal(timelineText(timeline, now + 160, labels), 'Expired 1 min 0 s ago');
    assert.equal(timelineText({ ...timeline, notBefore: now + 5 }, now, labels), 'Valid in 5 s');
    assert.equal(timelineText({ ...timeline, ended: true }, now, labels), 'No longer valid');
  });

  it('keeps now on the line', () => {
    assert.equal(timelineShare(timeline, now), 0.5);
    assert.equal(timelineShare(timeline, now - 1000), 0);
    assert.equal(timelineShare(timeline, now + 1000), 1);
  });
});

describe('messages of the inspector', () => {
  it('are taken from the page in their own form alone', () => {
    assert.ok(isFromInspectorPage({ type: 'ready' }));
    assert.ok(isFromInspectorPage({ type: 'copy', what: 'token' }));
    assert.ok(isFromInspectorPage({ type: 'clipboard', purpose: 'compare' }));
    for (const value of [
      undefined,
      'ready',
      {},
      { type: 'copy' },
      { type: 'constructor' },
      { type: 'clipboard', purpose: 'all' },
      { type: 'inspect', text: 'x'.repeat(maxPastedLength + 1) },
    ]) {
      assert.ok(!isFromInspectorPage(value), JSON.stringify(value)?.slice(0, 40));
    }
  });

  it('are shown by the page in their own form alone', () => {
    const content = { kind: 'empty', title: '', text: '', tone: 'neutral' };
    assert.ok(isToInspectorPage({ type: 'view', view: { labels, nowMs: 1, environments: [], content }, state: {} }));
    assert.ok(!isToInspectorPage({ type: 'view', view: { labels, nowMs: 1, content: { kind: 'html' } } }));
    assert.ok(!isToInspectorPage({ type: 'view' }));
  });

  it('take from a kept state names alone', () => {
    assert.deepEqual(readInspectorState({ handle: 'h', jti: 'j', token: 'secret' }), { handle: 'h', jti: 'j' });
    assert.deepEqual(readInspectorState({ handle: 1, jti: 'x'.repeat(1000) }), {});
    assert.deepEqual(readInspectorState(null), {});
  });
});
