import { type InspectorView, isToInspectorPage } from '../inspector/messages.js';
import { element, replaceContent } from './dom.js';
import { comparePage, emptyPage, keysPage, pasteBox } from './other-pages.js';
import { actionButton } from './parts.js';
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
  const extra = element('div');
  const context: PageContext = {
    labels: view.labels,
    send: (message) => {
      if (message.type === 'action' && message.id === 'compare') openBox('compare');
      else vscode.postMessage(message);
    },
    now: () => (Date.now() + offsetMs) / 1000,
    everySecond: (tick) => ticks.push(tick),
  };

  function openBox(purpose: 'inspect' | 'compare'): void {
    replaceContent(extra, pasteBox(purpose, context, closeBox));
    extra.querySelector('textarea')?.focus();
  }
  function closeBox(): void {
    replaceContent(extra, view.content.kind !== 'empty' && another());
    extra.querySelector('button')?.focus();
  }
  function another(): HTMLElement {
    const button = actionButton({ label: view.labels.inspectAnother, key: 'another', icon: 'paste' }, () =>
      openBox('inspect'),
    );
    return element('div', { class: 'toolbar' }, button);
  }

  replaceContent(extra, view.content.kind !== 'empty' && another());
  replaceContent(app, ...page(view, context), extra);
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
