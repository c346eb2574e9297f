import type { InspectorLabel, Timeline } from './messages.js';

type Labels = Readonly<Record<InspectorLabel, string>>;

const DAY = 86_400;

/** `{0}` of a localised message replaced. */
function fill(message: string, text: string | number): string {
  return message.replace('{0}', String(text));
}

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

export type TimelineState = 'ended' | 'early' | 'over' | 'running';

/** Where a token's validity stands, by the clock that counts for it. Epoch seconds. */
export function timelineState(timeline: Timeline, nowSeconds: number): TimelineState {
  if (timeline.ended) return 'ended';
  if (nowSeconds >= timeline.expiresAt) return 'over';
  return timeline.notBefore !== undefined && nowSeconds < timeline.notBefore ? 'early' : 'running';
}

/** How long it still is, or has been over. */
export function timelineText(timeline: Timeline, nowSeconds: number, labels: Labels): string {
  switch (timelineState(timeline, nowSeconds)) {
    case 'ended':
      return labels.ended;
    case 'over':
      return fill(labels.ago, countdown(nowSeconds - timeline.expiresAt, labels));
    case 'early':
      return fill(labels.startsIn, countdown(timeline.notBefore! - nowSeconds, labels));
    case 'running':
      return fill(labels.left, countdown(timeline.expiresAt - nowSeconds, labels));
  }
}

/** The part of the line that is over, from 0 to 1. */
export function timelineShare({ issuedAt, notBefore, expiresAt }: Timeline, nowSeconds: number): number {
  const start = Math.min(issuedAt ?? expiresAt, notBefore ?? expiresAt);
  if (start >= expiresAt) return nowSeconds >= expiresAt ? 1 : 0;
  return Math.min(1, Math.max(0, (nowSeconds - start) / (expiresAt - start)));
}
