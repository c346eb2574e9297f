import type { InspectorLabel, Timeline } from '../inspector/messages.js';
import { element, fill, svg } from './dom.js';

type Labels = Readonly<Record<InspectorLabel, string>>;

const DAY = 86_400;

/** `2 d 3 h`, `11 min 40 s`, `9 s`: the two largest units, localised. */
export function countdown(seconds: number, labels: Labels): string {
  const length = Math.max(0, Math.floor(seconds));
  const amounts: [number, string][] = [
    [Math.floor(length / DAY), labels.days],
    [Math.floor((length % DAY) / 3600), labels.hours],
    [Math.floor((length % 3600) / 60), labels.minutes],
    [length % 60, labels.seconds],
  ];
  const first = amounts.findIndex(([amount]) => amount > 0);
  const shown = first < 0 ? amounts.slice(-1) : amounts.slice(first, first + 2);
  return shown.map(([amount, unit]) => fill(unit, amount)).join(' ');
}

/** Where a token's validity stands, by the clock that counts for it. */
export function timelineState(timeline: Timeline, nowSeconds: number): 'ended' | 'early' | 'over' | 'running' {
  if (timeline.ended) return 'ended';
  if (nowSeconds >= timeline.expiresAt) return 'over';
  return timeline.notBefore !== undefined && nowSeconds < timeline.notBefore ? 'early' : 'running';
}

/** The line from issue to expiry with now on it, and a clock that counts down. `now` gives epoch seconds. */
export function timelineView(
  timeline: Timeline,
  labels: Labels,
  now: () => number,
): { node: HTMLElement; tick: () => void } {
  const text = element('p', { class: 'countdown', attributes: { role: 'timer', 'aria-live': 'off' } });
  const passed = svg('line', { class: 'passed', attributes: { x1: '0%', y1: 24, y2: 24 } });
  const marker = svg('circle', { class: 'marker', attributes: { cy: 24, r: 6 } });
  const markerText = svg('text', { class: 'marker-text', attributes: { y: 11 } }, labels.now);
  const line = svg(
    'svg',
    { class: 'line', attributes: { 'aria-hidden': 'true' } },
    svg('line', { class: 'whole', attributes: { x1: '0%', x2: '100%', y1: 24, y2: 24 } }),
    passed,
    marker,
    markerText,
  );
  const ends = element(
    'div',
    { class: 'ends' },
    element('span', {}, timeline.startText),
    element('span', {}, timeline.endText),
  );
  const node = element('div', {}, text, line, ends);

  const tick = () => {
    const seconds = now();
    const state = timelineState(timeline, seconds);
    node.className = `validity ${state === 'ended' ? 'over' : state}`;
    text.textContent = sentence(timeline, state, seconds, labels);
    const at = `${(100 * share(timeline, seconds)).toFixed(2)}%`;
    passed.setAttribute('x2', at);
    marker.setAttribute('cx', at);
    markerText.setAttribute('x', at);
    markerText.setAttribute('text-anchor', anchor(share(timeline, seconds)));
  };
  tick();
  return { node, tick };
}

function sentence(
  timeline: Timeline,
  state: ReturnType<typeof timelineState>,
  seconds: number,
  labels: Labels,
): string {
  switch (state) {
    case 'ended':
      return labels.ended;
    case 'over':
      return fill(labels.ago, countdown(seconds - timeline.expiresAt, labels));
    case 'early':
      return fill(labels.startsIn, countdown(timeline.notBefore! - seconds, labels));
    case 'running':
      return fill(labels.left, countdown(timeline.expiresAt - seconds, labels));
  }
}

/** The part of the line that is over, from 0 to 1. */
function share({ issuedAt, notBefore, expiresAt }: Timeline, seconds: number): number {
  const start = Math.min(issuedAt ?? expiresAt, notBefore ?? expiresAt);
  if (start >= expiresAt) return seconds >= expiresAt ? 1 : 0;
  return Math.min(1, Math.max(0, (seconds - start) / (expiresAt - start)));
}

function anchor(at: number): 'start' | 'middle' | 'end' {
  if (at < 0.06) return 'start';
  return at > 0.94 ? 'end' : 'middle';
}
