import assert from 'node:assert/strict';
import { webviewDocument } from '../../../src/editor/webview-document.js';

describe('the page of a webview', () => {
  const html = webviewDocument({
    title: 'A "title" <b>',
    language: 'en',
    scriptUri: 'https://file/inspector.main.js',
    styleUris: ['https://file/base.css'],
    cspSource: 'https://file',
    nonce: 'abc',
  });
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)![1]!;

  it('allows nothing but its own style sheets and the one script with the nonce', () => {
    assert.equal(
      policy,
      "default-src 'none'; style-src https://file; script-src 'nonce-abc'; base-uri 'none'; form-action 'none'",
    );
    assert.doesNotMatch(html, /unsafe|https?:(?!\/\/file)/);
  });

  it('has no inline script, style or handler', () => {
    assert.doesNotMatch(html, /<style|\sstyle=|\son\w+=/);
    assert.equal(html.match(/<script/g)?.length, 1);
    assert.match(html, /<script nonce="abc" src="https:\/\/file\/inspector\.main\.js"><\/script>/);
  });

  it('escapes what is put into it', () => {
    assert.match(html, /<title>A &quot;title&quot; &lt;b&gt;<\/title>/);
  });
});
