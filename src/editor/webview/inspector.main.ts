import { type InspectorView, isToInspectorPage } from '../inspector/messages.js';
import { element, replaceContent } from './dom.js';
import { comparePage, emptyPage, keysPage, pasteBox } from './other-pages.js';
import { type PageContext, tokenPage } from './token-page.js';
import { listen, vscode } from './vscode-api.js';

const app = document.getElementById('app')!;
const announcer = element('div', { class: 'hidden-text', attributes: { role: 'status', 'aria-live': 'polite' } });
document.body.append(announcer);

let ticks: (() => void)[] = [];
setInterval(() => {
  for (const tick of ticks) tick();
}, 1000);

function show(view: InspectorView): void {
  const offsetMs = view.nowMs - Date.now();
  ticks = [];
  const box = element('div');
  const context: PageContext = {
    labels: view.labels,
    environments: view.environments,
    box,
    send: (message) => vscode.postMessage(message),
    openBox: (purpose) => {
      const opener = document.activeElement;
      const close = () => {
        replaceContent(box);
        if (opener instanceof HTMLElement) opener.focus();
      };
      replaceContent(box, pasteBox(purpose, context, close));
      box.querySelector('textarea')?.focus();
    },
    now: () => (Date.now() + offsetMs) / 1000,
    everySecond: (tick) => ticks.push(tick),
  };
  replaceContent(app, ...page(view, context));
}

function page({ content }: InspectorView, context: PageContext): Node[] {
  switch (content.kind) {
    case 'token':
      return tokenPage(content, context);
    case 'keys':
      return keysPage(content, context);
    case 'compare':
      return comparePage(content, context);
    case 'empty':
      return emptyPage(content, context);
  }
}

listen(isToInspectorPage, (message) => {
  if (message.type === 'copied') {
    announcer.textContent = message.what;
    return;
  }
  // What is kept over a reload holds a name of the token, never the token.
  vscode.setState(message.state);
  show(message.view);
});
