import { filled } from './localise.js';
import { type Template, templatesOf, valuesIn } from './templates.js';

/** The part of `vscode.l10n` that is needed: how to translate, and the texts of the display language. */
interface Texts {
  t(message: string, ...args: string[]): string;
  /** Undefined where the language is English, or the extension has none of it. */
  readonly bundle: Readonly<Record<string, string>> | undefined;
}

/** Longer texts, such as what a stranger's server says, stay as they are. */
const maxLength = 4000;
const maxSentences = 30;
/** The sentences of the longest text of the bundle. */
const maxTogether = 4;

/**
 * Makes the function that translates a whole English text at the moment it is shown.
 *
 * Errors, hints, steps and explanations are made in plain Node, and some come from the mock over HTTP: none of these
 * places knows a language. Their English is the key, as in all of the bundle. Each sentence is looked for in the bundle,
 * else recognised by a template of it, `No SDK reads {0}.`, whose values then go into the translation. What is in no
 * bundle, e.g. what a server said, stays as it is.
 */
export function textTranslator(l10n: Texts): (english: string) => string {
  const { bundle } = l10n;
  if (bundle === undefined) return (english) => english;
  const known = bundle;
  let templates: readonly Template[] | undefined;

  function byTemplate(text: string): string | undefined {
    templates ??= templatesOf(known);
    for (const template of templates) {
      const values = valuesIn(text, template);
      if (values !== undefined) return filled(known[template.key]!, values.map(phrase));
    }
    return undefined;
  }

  const whole = (text: string) => (Object.hasOwn(known, text) ? known[text] : byTemplate(text));

  /** What fills a place: words of ours, as `an assertion` or `3 days ago`, never a name that somebody gave. */
  function phrase(value: string): string {
    if (/^(?:[a-z]|\d+ [a-z]|The )/.test(value) && value.length < 200) {
      const translated = whole(value);
      if (translated !== undefined) return translated;
    }
    const [, before, inside] = /^([^()]+) \(([^()]+)\)$/.exec(value) ?? [];
    if (before !== undefined && inside !== undefined) return `${before} (${phrase(inside)})`;
    // `keys[0]: it is not a JSON object.`
    const [, name, said, stop = ''] = /^([^:“”]{1,80}|“[^”]*”): (.+?)(\.?)$/s.exec(value) ?? [];
    if (name !== undefined && said !== undefined) {
      return `${quotes(name)}: ${whole(said + stop) ?? `${phrase(said)}${stop}`}`;
    }
    const parts = value.split(', ');
    if (parts.length > 1) return parts.map(phrase).join(', ');
    const [, first, second] = /^([a-z][\w ]*|an? .+) and ([a-z]\w*)$/.exec(value) ?? [];
    if (first !== undefined && second !== undefined) return l10n.t('{0} and {1}', phrase(first), phrase(second));
    return quotes(value);
  }

  const quotes = (value: string) => value.replaceAll(/“([^”]*)”/g, (_, quoted: string) => l10n.t('“{0}”', quoted));

  /** A label that ends as a sentence, or a sentence that was cut out of its text without its full stop. */
  function otherStop(sentence: string): string | undefined {
    if (!sentence.endsWith('.')) return whole(`${sentence}.`)?.replace(/\.$/, '');
    const label = sentence.slice(0, -1);
    return Object.hasOwn(known, label) ? `${known[label]}.` : undefined;
  }

  return (english) => {
    if (english.length > maxLength) return english;
    const sentences = english.split(/(?<=[.?!][)"”]?) +/);
    if (sentences.length > maxSentences) return english;
    const translated: string[] = [];
    for (let from = 0; from < sentences.length; ) {
      let to = Math.min(sentences.length, from + maxTogether);
      let found = whole(sentences.slice(from, to).join(' '));
      while (found === undefined && to > from + 1) found = whole(sentences.slice(from, --to).join(' '));
      translated.push(found ?? otherStop(sentences[from]!) ?? phrase(sentences[from]!));
      from = to;
    }
    return translated.join(' ');
  };
}
