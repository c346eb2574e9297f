/** Words that English sentences can hardly do without, and that German does not have. */
const english =
  /(?<![\w„“"=/.-])(?:the|is|are|were|has|have|had|not|of|and|or|with|without|no|it|its|to|from|for|by|at|that|this|which|than|there|must|does|did|be|been)(?![\w“=/:+-])/gi;

/** The English words in a text that should be in another language, without what it quotes. */
export function englishWordsIn(text: string): string[] {
  return text.replaceAll(/“[^”]*”|„[^“]*“|"[^"]*"|`[^`]*`|https?:\S+/g, '…').match(english) ?? [];
}
