import { type ExchangeView, isToExchangePage, type PictureView } from '../exchange/messages.js';
import { element, fill } from './dom.js';
import { exchangeList, type ListFilter } from './exchange-list.js';
import { replaceContent } from './focus.js';
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
let drawn: PictureView | undefined;

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
  const scrolledTo = side.querySelector('.exchanges')?.scrollTop ?? 0;
  replaceContent(
    side,
    ...exchangeList(shown, filter, {
      select: (id) => vscode.postMessage({ type: 'select', id }),
      follow: (on) => vscode.postMessage({ type: 'follow', on }),
      changed: drawList,
    }),
  );
  const list = side.querySelector('.exchanges');
  if (list === null) return;
  list.scrollTop = scrolledTo;
  // Whoever walks through the list by keyboard sees where they are.
  if (list === document.activeElement)
    list.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
}

/** Only where something is different: what somebody opened, selected or scrolled to stays. */
function drawPicture({ picture: shown, labels, empty, following }: ExchangeView): void {
  const drawing = JSON.stringify(shown ?? empty);
  if (drawing === drawnPicture) return;
  drawnPicture = drawing;
  const remedy = (id: string) => vscode.postMessage({ type: 'remedy', id });
  if (shown !== undefined) {
    const copyReport = () => vscode.postMessage({ type: 'copyReport' });
    const copyExpected = (step: number, index: number) => vscode.postMessage({ type: 'copyExpected', step, index });
    const kept = { ...shown, steps: shown.steps.map((step, index) => ({ ...step, open: openByHand(shown, index) })) };
    replaceContent(stage, ...picture(kept, labels, { remedy, copyReport, copyExpected }));
    // An exchange goes on when its token is refused at the gateway.
    if (shown.id !== drawn?.id || (following && shown.summary !== drawn.summary)) showWhatMatters();
    drawn = shown;
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

/** Whether a step is open: as somebody left it, where it is still the same step, else as the view wants it. */
function openByHand(next: PictureView, index: number): boolean {
  const step = next.steps[index]!;
  const before = drawn?.id === next.id ? drawn.steps[index] : undefined;
  const details = stage.querySelectorAll('details')[index];
  if (before === undefined || details === undefined) return step.open;
  const touched = details.open !== before.open && before.title === step.title && before.outcome === step.outcome;
  return touched ? details.open : step.open;
}

/** The step that failed comes into sight, or else how it ended. */
function showWhatMatters(): void {
  // Where the list stands above the picture, whoever walks through it keeps it.
  const listAbove = side.getBoundingClientRect().right > stage.getBoundingClientRect().left;
  if (listAbove && side.contains(document.activeElement)) return;
  (stage.querySelector('.step-failed:has([open])') ?? stage.querySelector('.top'))?.scrollIntoView({
    block: 'nearest',
  });
}

/** What came in, or ended otherwise than it was shown before. */
function announce({ items, labels }: ExchangeView): void {
  if (view === undefined) return;
  const before = new Map(view.items.map(({ id, outcomeText }) => [id, outcomeText]));
  const told = items.find(({ id, outcomeText }) => before.get(id) !== outcomeText);
  if (told === undefined) return;
  const { id, clientName, outcomeText } = told;
  announcer.textContent = fill(before.has(id) ? labels.outcomeOf : labels.newExchange, clientName, outcomeText);
}

listen(isToExchangePage, (message) => show(message.view));
