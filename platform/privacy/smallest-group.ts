/** Of fewer people than these who looks at them as groups is told nothing: a figure of few tells of each. */
export const smallestGroup = 10
