import { type ExchangeView, isToExchangePage } from '../exchange/messages.js';
import { element, fill, replaceContent } from './dom.js';
import { exchangeList, type ListFilter } from './exchange-list.js';
import { actionButton } from './parts.js';
import { picture } from './picture.js';
import { listen, vscode } from './vscode-api.js';

const app = document.getElementById('app')!;
const announcer = element('div', { class: 'hidden-text', attributes: { role: 'status', 'aria-live': 'polite' } });
document.body.append(announcer);
const side = element('div', { class: 'side' });
const stage = element('div', { class: 'stage' });
app.append(side, stage);

const filter: ListFilter = { clientId: '', outcome: '' };
let view: ExchangeView | undefined;
let drawnPicture = '';
let drawnId: string | undefined;
let newest: string | undefined;

function show(next: ExchangeView): void {
  if (view === undefined && next.clientId !== undefined) filter.clientId = next.clientId;
  announce(next);
  view = next;
  drawList();
  drawPicture(next);
  vscode.setState({ exchangeId: next.following ? undefined : next.picture?.id, clientId: next.clientId });
}

function drawList(): void {
  if (view === undefined) return;
  const shown = view;
  replaceContent(
    side,
    ...exchangeList(shown, filter, {
      select: (id) => vscode.postMessage({ type: 'select', id }),
      follow: (on) => vscode.postMessage({ type: 'follow', on }),
      changed: drawList,
    }),
  );
}

/** Only where something is different: what somebody opened, selected or scrolled to stays. */
function drawPicture({ picture: shown, labels, empty }: ExchangeView): void {
  const drawing = JSON.stringify(shown ?? empty);
  if (drawing === drawnPicture) return;
  drawnPicture = drawing;
  const remedy = (id: string) => vscode.postMessage({ type: 'remedy', id });
  if (shown !== undefined) {
    const copyReport = () => vscode.postMessage({ type: 'copyReport' });
    const copyExpected = (step: number, index: number) => vscode.postMessage({ type: 'copyExpected', step, index });
    replaceContent(stage, ...picture(shown, labels, { remedy, copyReport, copyExpected }));
    if (shown.id !== drawnId) showWhatMatters();
    drawnId = shown.id;
    return;
  }
  const { action } = empty;
  replaceContent(
    stage,
    element('h1', {}, empty.title),
    element('p', { class: 'soft' }, empty.text),
    action &&
      element(
        'div',
        { class: 'actions' },
        actionButton({ label: action.label, primary: true, key: action.id }, () => remedy(action.id)),
      ),
  );
}

/** Of another exchange, the step that failed comes into sight, or else how it ended. */
function showWhatMatters(): void {
  // Where the list stands above the picture, whoever walks through it keeps it.
  const listAbove = side.getBoundingClientRect().right > stage.getBoundingClientRect().left;
  if (listAbove && side.contains(document.activeElement)) return;
  (stage.querySelector('.step-failed') ?? stage.querySelector('.top'))?.scrollIntoView({ block: 'nearest' });
}

function announce({ items, labels }: ExchangeView): void {
  const [first] = items;
  if (first !== undefined && view !== undefined && first.id !== newest) {
    announcer.textContent = fill(labels.newExchange, first.clientName, first.outcomeText);
  }
  newest = first?.id;
}

listen(isToExchangePage, (message) => show(message.view));
