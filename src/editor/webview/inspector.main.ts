import {
  type FromInspectorPage,
  type InspectorContent,
  type InspectorView,
  isToInspectorPage,
} from '../inspector/messages.js';
import { element } from './dom.js';
import { keyed, replaceContent } from './focus.js';
import { comparePage, emptyPage, keysPage, pasteBox } from './other-pages.js';
import { type PageContext, tokenPage } from './token-page.js';
import { listen, vscode } from './vscode-api.js';

const app = document.getElementById('app')!;
const announcer = element('div', { class: 'hidden-text', attributes: { role: 'status', 'aria-live': 'polite' } });
document.body.append(announcer);

/** Where the box to paste into is, as long as it is open: a token that changes its state meanwhile leaves it alone. */
let box = element('div');
/** What was pasted is on its way: the next view comes without the box. */
let submitted = false;
let said = '';
let ticks: (() => void)[] = [];
setInterval(() => {
  for (const tick of ticks) tick();
}, 1000);

function show(view: InspectorView): void {
  const offsetMs = view.nowMs - Date.now();
  ticks = [];
  if (submitted) box = element('div');
  submitted = false;
  const here = box;
  const send = (message: FromInspectorPage) => vscode.postMessage(message);
  const context: PageContext = {
    labels: view.labels,
    environments: view.environments,
    box: here,
    send,
    openBox: (purpose) => {
      const opener = document.activeElement?.getAttribute('data-key') ?? '';
      const close = () => {
        replaceContent(here);
        keyed(app, opener)?.focus();
      };
      const submit = (message: FromInspectorPage) => {
        submitted = true;
        send(message);
      };
      replaceContent(here, pasteBox(purpose, { ...context, send: submit }, close));
      here.querySelector('textarea')?.focus();
    },
    now: () => (Date.now() + offsetMs) / 1000,
    everySecond: (tick) => ticks.push(tick),
  };
  replaceContent(app, ...page(view, context));
  announce(view);
}

/** What else is shown now, or has become of it; what is shown first is read without that. */
function announce({ content }: InspectorView): void {
  const saying = [content.title, gist(content)].filter((part) => part !== '').join(': ');
  if (said !== '' && saying !== said) announcer.textContent = saying;
  said = saying;
}

function gist(content: InspectorContent): string {
  switch (content.kind) {
    case 'token':
      return content.state.label;
    case 'keys':
      return content.subtitle;
    case 'compare':
      return content.summary;
    case 'empty':
      return '';
  }
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
