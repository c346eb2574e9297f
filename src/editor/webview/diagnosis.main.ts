import { type CheckView, type DiagnosisView, isToDiagnosisPage } from '../diagnosis/messages.js';
import { element } from './dom.js';
import { replaceContent } from './focus.js';
import { icon } from './icons.js';
import { actionButton, iconButton, pill, toneIcon } from './parts.js';
import { listen, vscode } from './vscode-api.js';

const app = document.getElementById('app')!;
const announcer = element('div', { class: 'hidden-text', attributes: { role: 'status', 'aria-live': 'polite' } });
document.body.append(announcer);
let drawn = '';

function show(view: DiagnosisView): void {
  const drawing = JSON.stringify(view);
  if (drawing === drawn) return;
  drawn = drawing;
  announcer.textContent = view.summary.label;
  const { labels } = view;
  const post = (type: 'again' | 'stop' | 'copyReport') => () => vscode.postMessage({ type });
  replaceContent(
    app,
    element(
      'header',
      { class: 'top' },
      element('h1', { class: 'wrap' }, view.title),
      pill(view.summary.label, view.summary.tone),
      iconButton({ label: labels.copyReport, icon: 'copy', key: 'copy-report' }, post('copyReport')),
    ),
    element('p', { class: 'facts soft wrap' }, view.facts.join(' · ')),
    element(
      'ol',
      { class: 'checks', attributes: { 'aria-label': labels.checks, 'aria-busy': String(view.running) } },
      ...view.checks.map((check) => item(check, labels)),
    ),
    element(
      'div',
      { class: 'actions end' },
      view.running
        ? actionButton({ label: labels.stop, key: 'run' }, post('stop'))
        : actionButton({ label: labels.again, icon: 'refresh', key: 'run' }, post('again')),
    ),
  );
}

function item(check: CheckView, labels: DiagnosisView['labels']): HTMLElement {
  const { id, title, state, tone, outcomeText, detail, remedy, fix } = check;
  return element(
    'li',
    { class: `check check-${state} tone-${tone}` },
    state === 'running' ? element('span', { class: 'spinner', attributes: { 'aria-hidden': 'true' } }) : toneIcon(tone),
    element(
      'div',
      { class: 'check-text wrap' },
      element('h2', {}, title, element('span', { class: 'hidden-text' }, `: ${outcomeText}`)),
      detail !== '' && element('p', { class: 'soft' }, detail),
      remedy !== undefined &&
        element(
          'p',
          { class: 'remedy' },
          icon('info'),
          element('span', {}, element('span', { class: 'hidden-text' }, `${labels.howToMend}: `), remedy),
        ),
      fix !== undefined &&
        element(
          'div',
          { class: 'actions' },
          actionButton({ label: fix, primary: true, key: `fix-${id}` }, () => vscode.postMessage({ type: 'fix', id })),
        ),
    ),
  );
}

listen(isToDiagnosisPage, ({ view, clientId }) => {
  vscode.setState({ clientId });
  show(view);
});
