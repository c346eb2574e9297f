import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { BEHAVIOURS, type Behaviour, type Certainty } from '../../../src/zidentity/behaviour.js';

const PAGE = 'media/behaviour.md';

const LEGEND: Record<Certainty, string> = {
  confirmed: 'official documentation, the official SDKs or recorded live answers say so',
  claimed: 'a third party says so',
  guess: 'not public; what we think most likely',
  'mock-only': 'the real service is not known to have it',
};

function page(): string {
  const areas = [...new Set(BEHAVIOURS.map((behaviour) => behaviour.area))];
  const row = ({ statement, certainty, setting }: Behaviour) =>
    `| ${statement} | ${certainty} | ${setting === undefined ? '' : `\`${setting}\``} |`;
  return [
    '# What is confirmed, what is guessed',
    '',
    'The mock stands in for a service whose every detail is not public. This page says of each thing that it does how',
    'sure one can be that the real service does the same. The last column names what changes it: an option of',
    '`oneapi-mock serve`, or a name under `/_mock/v1/settings` (`PUT` with the admin token).',
    '',
    ...Object.entries(LEGEND).map(([certainty, meaning]) => `- **${certainty}**: ${meaning}`),
    ...areas.flatMap((area) => [
      '',
      `## ${area}`,
      '',
      '| the mock | certainty | changed by |',
      '|---|---|---|',
      ...BEHAVIOURS.filter((behaviour) => behaviour.area === area).map(row),
    ]),
    '',
  ].join('\n');
}

describe('the page about what is confirmed and what is guessed', () => {
  it('says what the table says; UPDATE_TRANSCRIPTS=1 writes it anew', () => {
    if (process.env.UPDATE_TRANSCRIPTS === '1') writeFileSync(PAGE, page());
    assert.equal(readFileSync(PAGE, 'utf8'), page());
  });

  it('says nothing twice', () => {
    const statements = BEHAVIOURS.map((behaviour) => behaviour.statement);
    assert.equal(new Set(statements).size, statements.length);
  });
});
