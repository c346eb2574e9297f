import type { PictureView, StepView } from './messages.js';

const signs: Readonly<Record<StepView['outcome'], string>> = { passed: '[x]', failed: '[!]', skipped: '[ ]' };

/** An exchange as text for a ticket or a mail. There is no secret in the record, so none is in the report. */
export function reportOf(picture: PictureView, labels: { sent: string; expected: string; nothing: string }): string {
  const lines = [`${picture.title}: ${picture.outcome.label}`, picture.summary, ''];
  for (const { name, value } of picture.facts) lines.push(`${name}: ${value}`);
  lines.push('');
  for (const step of picture.steps) {
    lines.push(`${signs[step.outcome]} ${step.number}. ${step.title} (${step.way}): ${step.outcomeText}`);
    if (step.outcome === 'skipped') continue;
    lines.push(`      ${step.detail}`);
    if (step.expected !== undefined) {
      lines.push(
        `      ${labels.sent}: ${step.sent ?? labels.nothing}`,
        `      ${labels.expected}: ${step.expected.join(', ')}`,
      );
    }
    if (step.hint !== undefined) lines.push(`      ${step.hint}`);
  }
  return `${lines.join('\n')}\n`;
}
