/** Values that are there more than once, each told once. */
export const repeated = <Value>(values: readonly Value[]): readonly Value[] => [
  ...new Set(values.filter((value, index) => values.indexOf(value) !== index)),
]
