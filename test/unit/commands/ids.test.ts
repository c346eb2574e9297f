import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { commandIds, containerId, contextKeys, settingIds, viewIds } from '../../../src/commands/ids.js';

interface Entry {
  command: string;
  when?: string;
  enablement?: string;
  title?: string;
  category?: string;
  icon?: string;
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const strings: Record<string, string> = JSON.parse(readFileSync('package.nls.json', 'utf8'));
const { contributes } = manifest;
const commands: Entry[] = contributes.commands;
const menus: [string, Entry[]][] = Object.entries(contributes.menus);

const sorted = (values: Iterable<string>) => [...new Set(values)].sort();

describe('The ids of the code and of the manifest', () => {
  it('name the same commands', () => {
    assert.deepEqual(sorted(commands.map(({ command }) => command)), sorted(Object.values(commandIds)));
  });

  it('name the same views in the same container', () => {
    assert.deepEqual(
      contributes.viewsContainers.activitybar.map(({ id }: { id: string }) => id),
      [containerId],
    );
    assert.deepEqual(
      sorted(contributes.views[containerId].map(({ id }: { id: string }) => id)),
      sorted(Object.values(viewIds)),
    );
  });

  it('name the same settings', () => {
    assert.deepEqual(sorted(Object.keys(contributes.configuration.properties)), sorted(Object.values(settingIds)));
  });

  it('name the same context keys', () => {
    const conditions = [
      ...commands.map(({ enablement }) => enablement),
      ...menus.flatMap(([, entries]) => entries.map(({ when }) => when)),
      ...contributes.viewsWelcome.map(({ when }: { when?: string }) => when),
      ...contributes.walkthroughs.flatMap(({ steps }: { steps: { completionEvents: string[] }[] }) =>
        steps.flatMap(({ completionEvents }) => completionEvents.filter((event) => event.startsWith('onContext:'))),
      ),
    ].filter((condition) => condition !== undefined);
    const used = conditions.flatMap((condition: string) =>
      [...condition.replaceAll(/view == \S+/g, '').matchAll(/oneapi\.[\w.]+/g)].map(([key]) => key),
    );
    assert.deepEqual(sorted(used), sorted(contextKeys));
  });

  it("repeat each icon of a row in the row's menu, which a keyboard opens", () => {
    const rows = contributes.menus['view/item/context'] as (Entry & { group: string })[];
    const named = (inline: boolean) =>
      rows
        .filter(({ group }) => group.startsWith('inline') === inline)
        .map(({ command, when }) => `${command} when ${when}`);
    const inMenu = new Set(named(false));
    assert.deepEqual(
      named(true).filter((entry) => !inMenu.has(entry)),
      [],
    );
  });

  it('menus have commands and views that exist alone', () => {
    const known = new Set<string>(Object.values(commandIds));
    const views = new Set<string>(Object.values(viewIds));
    for (const [menu, entries] of menus) {
      for (const { command, when = '' } of entries) {
        assert.ok(known.has(command), `${menu}: ${command}`);
        for (const [, view] of when.matchAll(/view == (\S+)/g)) assert.ok(views.has(view!), `${menu}: ${when}`);
      }
    }
  });
});

describe('The manifest', () => {
  it('gives every command a title, the category OneAPI and an icon', () => {
    for (const { command, title, category, icon } of commands) {
      assert.match(title ?? '', /^%.+%$/, command);
      assert.equal(category, 'OneAPI', command);
      assert.match(icon ?? '', /^\$\([\w-]+\)$/, command);
    }
  });

  it('has a text for every placeholder, and a placeholder for every text', () => {
    const used = [...JSON.stringify(manifest).matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key!);
    assert.deepEqual(sorted(used), sorted(Object.keys(strings)));
  });

  it('leads to commands that exist from every welcome view', () => {
    const known = new Set<string>(Object.values(commandIds));
    const welcome = Object.entries(strings).filter(([key]) => key.startsWith('welcome.'));
    for (const [key, text] of welcome) {
      for (const [, command] of text.matchAll(/\(command:([\w.]+)/g))
        assert.ok(known.has(command!), `${key}: ${command}`);
    }
    const dead = welcome.filter(([key, text]) => key !== 'welcome.loading' && !text.includes('](command:'));
    assert.deepEqual(dead, [], 'an empty state without a way on');
  });

  it('has a walkthrough whose steps lead somewhere, have a picture, and are done by what exists', () => {
    const known = new Set<string>([...Object.values(commandIds).map((id) => `onCommand:${id}`)]);
    for (const key of contextKeys) known.add(`onContext:${key}`);
    const [{ steps }] = contributes.walkthroughs;
    assert.equal(steps.length, 5);
    for (const { id, description, media, completionEvents } of steps) {
      const text = strings[description.slice(1, -1)] ?? '';
      const commandsOf = [...text.matchAll(/\(command:([\w.]+)\)/g)].map(([, command]) => `onCommand:${command}`);
      assert.ok(commandsOf.length > 0, id);
      for (const event of [...commandsOf, ...completionEvents]) assert.ok(known.has(event), `${id}: ${event}`);
      for (const theme of ['dark', 'light', 'hc', 'hcLight'])
        assert.ok(existsSync(media.image[theme]), `${id}, ${theme}`);
      assert.ok(strings[media.altText.slice(1, -1)], `${id} has words for who does not see it`);
    }
  });

  it('keeps a workspace that is not trusted from setting how the mock runs', () => {
    const { supported, restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
    assert.equal(supported, 'limited');
    const mock = Object.values(settingIds).filter((id) => id.startsWith('oneapi.mock.'));
    assert.deepEqual(sorted(mock.filter((id) => !restrictedConfigurations.includes(id))), []);
  });
});
