/** What goes into the frame of a webview. All of it is ours: no text of a token or a server comes in here. */
export interface WebviewDocument {
  title: string;
  /** BCP 47, e.g. `en`; screen readers choose their voice by it. */
  language: string;
  scriptUri: string;
  styleUris: readonly string[];
  /** `webview.cspSource`: where VS Code serves the extension's own files from. */
  cspSource: string;
  /** Fresh for every document, from a cryptographic source. */
  nonce: string;
}

/**
 * The page of a webview: one script with the nonce, our own style sheets, and nothing else. Whatever is shown comes
 * later as a message and becomes text nodes.
 */
export function webviewDocument({ title, language, scriptUri, styleUris, cspSource, nonce }: WebviewDocument): string {
  const policy = [
    "default-src 'none'",
    `style-src ${cspSource}`,
    `script-src 'nonce-${nonce}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${attribute(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${attribute(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${attribute(title)}</title>
${styleUris.map((uri) => `<link rel="stylesheet" href="${attribute(uri)}">`).join('\n')}
</head>
<body>
<main id="app"></main>
<script nonce="${attribute(nonce)}" src="${attribute(scriptUri)}"></script>
</body>
</html>
`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Safe both inside of a double-quoted attribute and as text. */
function attribute(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => entities[character]!);
}
