import type { InspectorLabel, Timeline } from '../inspector/messages.js';
import { timelineShare, timelineState, timelineText } from '../inspector/timeline-state.js';
import { element, svg } from './dom.js';

type Labels = Readonly<Record<InspectorLabel, string>>;

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
    const share = timelineShare(timeline, seconds);
    node.className = `validity ${state === 'ended' ? 'over' : state}`;
    text.textContent = timelineText(timeline, seconds, labels);
    const at = `${(100 * share).toFixed(2)}%`;
    passed.setAttribute('x2', at);
    marker.setAttribute('cx', at);
    markerText.setAttribute('x', at);
    markerText.setAttribute('text-anchor', anchor(share));
  };
  tick();
  return { node, tick };
}

function anchor(share: number): 'start' | 'middle' | 'end' {
  if (share < 0.06) return 'start';
  return share > 0.94 ? 'end' : 'middle';
}
