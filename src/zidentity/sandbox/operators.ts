/** How ZPA's filters compare texts, whatever the case; of several wanted values one must do, for `NE` all. */
const operators: Readonly<Record<string, (has: string, wanted: readonly string[]) => boolean>> = {
  EQ: (has, wanted) => wanted.includes(has),
  IN: (has, wanted) => wanted.includes(has),
  NE: (has, wanted) => !wanted.includes(has),
  LIKE: (has, wanted) => wanted.some((value) => has.includes(value)),
  CONTAINS: (has, wanted) => wanted.some((value) => has.includes(value)),
  STARTSWITH: (has, wanted) => wanted.some((value) => has.startsWith(value)),
  ENDSWITH: (has, wanted) => wanted.some((value) => has.endsWith(value)),
};

/** The names, as a pattern takes them. */
export const operatorNames = Object.keys(operators).join('|');

/** Whether a field's value is as wanted; an operator that is not known compares as `EQ`. */
export function comparesAs(operator: string, value: unknown, wanted: readonly string[]): boolean {
  const compare = operators[operator.toUpperCase()] ?? operators.EQ;
  return (
    compare?.(
      String(value ?? '').toLowerCase(),
      wanted.map((one) => one.toLowerCase()),
    ) === true
  );
}
