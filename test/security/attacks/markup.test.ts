// Markdown, HTML and characters that are not seen, in what a stranger may name: claims, clients, descriptions, roles,
// organisations, key ids. They are shown as hovers and tooltips, which VS Code reads as Markdown.
import assert from 'node:assert/strict';
import { showUnseen } from '../../../src/editor/escape.js';
import { jwtHover } from '../../../src/editor/hover/jwt-hover.js';
import { keyHover } from '../../../src/editor/hover/key-hover.js';
import { english } from '../../../src/editor/localise.js';
import { describeKeyText } from '../../../src/keys/describe.js';
import { clientNodes } from '../../../src/sidebar/client-nodes.js';
import { resourceNodes } from '../../../src/sidebar/resource-nodes.js';
import { type TreeNode, walk } from '../../../src/sidebar/tree-node.js';
import { accessClaims, nowMs, token } from '../../unit/editor/tokens.js';
import { client, server, snapshot, view } from '../../unit/sidebar/snapshots.js';
import { keys } from './target.js';

const payloads: Record<string, string> = {
  'a link': '[click](https://evil.example)',
  'a link that runs a command': '[click](command:workbench.action.terminal.sendSequence?%7B%7D)',
  'an image that tells where it is seen': '![x](https://evil.example/pixel.png)',
  'a script': '<script>alert(1)</script>',
  'an image with a handler': '<img src=x onerror=alert(1)>',
  'a style that hides what is around it': '<span style="position:fixed;inset:0">x</span>',
  'an address that becomes a link by itself': 'https://evil.example/x and www.evil.example',
  'an address in angle brackets': '<https://evil.example>',
  'a mail address': 'mailto:x@evil.example',
  'the definition of a link': '\n[x]: https://evil.example\n[x]',
  'a heading': '\n# Verified by ZIdentity\n',
  'emphasis and a table': '**bold** _it_ ~~no~~\n| a | b |\n|---|---|',
  'an icon': '$(verified) $(check~spin)',
  'the end of a code block': '```\n[click](command:x)\n```',
  'the end of inline code': '`` ` [click](command:x) ` ``',
  'the end of a longer code block': '~~~~~~\n`````````\n<b>x</b>',
  'an entity': '&lt;script&gt; &#91;x&#93;(command:y)',
  'a backslash before what is escaped': '\\[click\\](command:x) \\\\<b>',
  'text that is read backwards': 'admin\u202e\u2066gnp.exe\u2069',
  'characters that are not seen': 'a\u200b\u200d\ufeff\u00ad\u2060b',
  'a terminal escape': '\u001b[2J\u001b]8;;https://evil.example\u0007x\u001b]8;;\u0007',
  'a line break': 'a\r\nb\u2028c\u2029d',
};

type Place = (text: string) => string[];

function markdownOf(nodes: readonly TreeNode[]): string[] {
  const all: string[] = [];
  walk(nodes, ({ tooltip }) => void (tooltip === undefined || all.push(tooltip)));
  return all;
}

const hoverOf = (claims: object, header: object, clientName = 'ci') => {
  const text = token(claims, header);
  const found = { start: 0, end: text.length, token: text, kind: 'jws' as const };
  const issued = { jti: 'j', clientId: 'iq', clientName, status: 'ACTIVE' as const };
  const verification = { status: 'verified' as const, environment: clientName, alg: 'RS256' as const, kid: clientName };
  const { heading, body } = jwtHover(found, 'handle', { issued, verification }, { nowMs, l10n: english });
  return [heading, ...body];
};

const places: Record<string, Place> = {
  'a claim': (text) => hoverOf({ ...accessClaims, sub: text, [text]: text }, {}),
  'a header parameter': (text) => hoverOf(accessClaims, { kid: text, [text]: text }),
  'the names of client, environment and key of a token': (text) => hoverOf(accessClaims, {}, text),
  'the name and description of a client': (text) =>
    markdownOf(clientNodes(snapshot({ clients: [client({ id: text, name: text, description: text })] }), view)),
  'the names of a service, its organisation and its role': (text) => {
    const service = { id: text, name: text, displayName: text, orgName: text, cloudName: text };
    const scopes = [{ id: text, name: text }];
    const changed = { ...server, name: text, description: text, serviceScopes: [{ service, scopes }] };
    return markdownOf(resourceNodes(snapshot({ resourceServers: [changed] }), view));
  },
  'the ids of a JWKS': (text) => {
    const jwk = keys.ec.publicKey.export({ format: 'jwk' });
    const set = JSON.stringify({
      keys: [
        { ...jwk, kid: text },
        { kty: 'oct', kid: text },
      ],
    });
    const { heading, body } = keyHover(describeKeyText(set), 'handle', { nowMs, l10n: english });
    return [heading, ...body];
  },
};

/** Markdown without its code, and without the punctuation that a backslash or an entity makes literal. */
function outsideOfCode(markdown: string): string {
  return markdown
    .replaceAll(/^(`{3,})[a-z]*\n[\s\S]*?\n\1$/gm, '')
    .replaceAll(/\\[!-/:-@[-`{-~]/g, '')
    .replaceAll(/(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g, '')
    .replaceAll(/&#\d+;/g, '');
}

/** The punctuation that does something. */
const active = (markdown: string) => outsideOfCode(markdown).replaceAll(/[^[\]()<>!$*_#|~`:\n]/g, '');

describe('Markup in the words of a stranger', () => {
  for (const [where, place] of Object.entries(places)) {
    const plain = place('word').map(active);
    for (const [what, payload] of Object.entries(payloads)) {
      it(`does nothing as ${where}: ${what}`, () => {
        const shown = place(payload);
        assert.ok(shown.length > 0);
        assert.deepEqual(shown.map(active), plain);
        for (const each of shown) {
          assert.equal(showUnseen(each.replaceAll('\n', '')), each.replaceAll('\n', ''));
          assert.doesNotMatch(outsideOfCode(each), /https?:|www\./);
        }
      });
    }
  }
});
